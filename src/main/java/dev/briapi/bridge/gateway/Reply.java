package dev.briapi.bridge.gateway;

import java.util.Map;

/**
 * The answer to a caller of {@code /bri}.
 *
 * @param status the HTTP status
 * @param headers of the answer, its media type included
 * @param body the bank's bytes, or a record of ours that becomes JSON
 */
public record Reply(int status, Map<String, String> headers, Object body) {
  static final String REQUEST_ID = "Bridge-Request-Id";
  static final String OUTCOME = "Bridge-Outcome";
  static final String REASON = "Bridge-Reason";
  static final String REPLAYED = "Bridge-Replayed";
}
