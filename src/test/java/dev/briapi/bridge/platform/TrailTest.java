package dev.briapi.bridge.platform;

import java.util.UUID;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrailTest {
  private static final UUID ID = UUID.fromString("55363b66-0511-4936-962f-7560768a9010");

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private Object seen;

  @BeforeEach
  void start() throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:work")
                .process(exchange -> Trail.note(exchange, Trail.REQUEST, ID))
                .to("direct:part");
            from("direct:part").process(TrailTest.this::look);
          }
        });
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  private void look(Exchange exchange) {
    seen = MDC.get(Trail.REQUEST);
    if (exchange.getMessage().getBody() != null) {
      throw new IllegalStateException("as it was told");
    }
  }

  @Test
  void anExchangeIsFollowedUntilItIsDone() throws Exception {
    try (ProducerTemplate routes = camel.createProducerTemplate()) {
      routes.sendBody("direct:work", null);
    }

    assertThat(seen).isEqualTo(ID.toString());
    assertThat(MDC.get(Trail.REQUEST)).isNull();
  }

  @Test
  void oneThatFailsIsForgottenAsWell() throws Exception {
    try (ProducerTemplate routes = camel.createProducerTemplate()) {
      assertThatThrownBy(() -> routes.sendBody("direct:work", "fail"))
          .hasRootCauseMessage("as it was told");
    }

    assertThat(seen).isEqualTo(ID.toString());
    assertThat(MDC.get(Trail.REQUEST)).isNull();
  }

  @Test
  void whatIsNotKnownIsNotNoted() {
    Trail.forget(Trail.BATCH);
    Trail.note(Trail.BATCH, null);

    assertThat(MDC.get(Trail.BATCH)).isNull();
  }
}
