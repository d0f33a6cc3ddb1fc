package dev.briapi.bridge.sandbox;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.briapi.bridge.sandbox.notification.Notifications;
import dev.briapi.bridge.sandbox.notification.PushOrder;
import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.Json;
import dev.briapi.bridge.sandbox.server.SandboxRequest;

/**
 * {@code /sandbox/briva/notifications}: what the bridge was told, and what the next payments are to
 * do otherwise.
 */
final class NotificationsApi {
  private static final String ROOT = "/sandbox/briva/notifications";

  private final Sandbox sandbox;

  NotificationsApi(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  Optional<Answer> answer(SandboxRequest request, int limit) throws IOException {
    Notifications notifications =
        sandbox
            .notifications()
            .orElseThrow(() -> new IllegalStateException("notifications are switched off here"));
    return switch (request.method() + " " + request.path()) {
      case "GET " + ROOT -> Optional.of(Answer.json(200, view(notifications, limit)));
      case "POST " + ROOT + "/orders" -> {
        PushOrder order = Json.read(request.body(), PushOrder.class);
        notifications.orders().add(order);
        yield Optional.of(Answer.json(201, order));
      }
      case "DELETE " + ROOT + "/orders" -> {
        notifications.orders().clear();
        yield Optional.of(Answer.json(200, Map.of("done", true)));
      }
      default -> Optional.empty();
    };
  }

  private static Map<String, Object> view(Notifications notifications, int limit) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("counts", notifications.book().counts());
    body.put("orders", notifications.orders().list());
    body.put("items", notifications.book().last(limit));
    return body;
  }
}
