package dev.briapi.bridge.console;

import java.util.List;
import java.util.function.Function;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A part of a list, in a fixed order. */
@Schema(requiredProperties = {"items"})
public record Page<T>(
    @Schema(description = "The items of this page.") List<T> items,
    @Schema(
            description =
                "What to ask for with ?after= to get the next page; null on the last one.",
            nullable = true)
        String next) {

  /** A page of what was read with a limit of one more than asked for. */
  static <T> Page<T> of(List<T> read, int limit, Function<T, String> cursor) {
    if (read.size() <= limit) {
      return new Page<>(read, null);
    }
    return new Page<>(List.copyOf(read.subList(0, limit)), cursor.apply(read.get(limit - 1)));
  }
}
