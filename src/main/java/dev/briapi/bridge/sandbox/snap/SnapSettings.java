package dev.briapi.bridge.sandbox.snap;

import java.math.BigDecimal;
import java.security.PublicKey;
import java.time.Duration;

/**
 * How the SNAP transfer is played.
 *
 * @param partnerId what {@code X-PARTNER-ID} has to carry
 * @param channelId what {@code CHANNEL-ID} has to carry
 * @param publicKey the partner's key, which its token requests are verified with; without one
 *     (null) nobody gets a token
 * @param tokenLifetime how long a token is valid
 * @param settleAfter how long a suspended transfer takes to reach its end
 * @param mostAmount the largest transfer in rupiah
 * @param maxTransfers bound of the transfers; twice as many external ids are remembered
 */
public record SnapSettings(
    String partnerId,
    String channelId,
    PublicKey publicKey,
    Duration tokenLifetime,
    Duration settleAfter,
    BigDecimal mostAmount,
    int maxTransfers) {

  /**
   * {@code sandbox-partner} on channel {@code 95221}, no key, tokens of 899 s, a minute for what is
   * suspended, 50 million rupiah at most.
   */
  public static SnapSettings defaults() {
    return new SnapSettings(
        "sandbox-partner",
        "95221",
        null,
        Duration.ofSeconds(899),
        Duration.ofMinutes(1),
        new BigDecimal("50000000.00"),
        100_000);
  }

  /** The same for another partner and channel. */
  public SnapSettings withPartner(String id, String channel) {
    return new SnapSettings(
        id, channel, publicKey, tokenLifetime, settleAfter, mostAmount, maxTransfers);
  }

  /** The same with the partner's key, see {@link PemKeys}. */
  public SnapSettings withPublicKey(PublicKey key) {
    return new SnapSettings(
        partnerId, channelId, key, tokenLifetime, settleAfter, mostAmount, maxTransfers);
  }

  /** The same with another lifetime of tokens. */
  public SnapSettings withTokenLifetime(Duration lifetime) {
    return new SnapSettings(
        partnerId, channelId, publicKey, lifetime, settleAfter, mostAmount, maxTransfers);
  }

  /** The same with another time until a suspended transfer reaches its end. */
  public SnapSettings withSettleAfter(Duration time) {
    return new SnapSettings(
        partnerId, channelId, publicKey, tokenLifetime, time, mostAmount, maxTransfers);
  }

  /** The same with another largest transfer. */
  public SnapSettings withMostAmount(BigDecimal most) {
    return new SnapSettings(
        partnerId, channelId, publicKey, tokenLifetime, settleAfter, most, maxTransfers);
  }
}
