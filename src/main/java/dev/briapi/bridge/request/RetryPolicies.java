package dev.briapi.bridge.request;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.LoggingLevel;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;

/** How often, and how soon, a route tries again before it puts something aside. */
@Dependent
public class RetryPolicies {
  /** A refused token is replaced at once, and only once. */
  @Produces
  @Singleton
  @Named("renewedToken")
  RedeliveryPolicy renewedToken() {
    return quiet(1, 0);
  }

  /**
   * What was not sent is tried three times more within seconds; longer troubles are left to the
   * recovery delays.
   */
  @Produces
  @Singleton
  @Named("notSent")
  RedeliveryPolicy notSent() {
    RedeliveryPolicy policy = quiet(3, 500);
    policy.setUseExponentialBackOff(true);
    policy.setBackOffMultiplier(2);
    policy.setUseCollisionAvoidance(true);
    return policy;
  }

  /** What is wrong with a request does not change, and its caller is told. */
  @Produces
  @Singleton
  @Named("toldAtOnce")
  RedeliveryPolicy toldAtOnce() {
    return quiet(0, 0);
  }

  /**
   * A read is made again while its caller waits; how long that is, the ledger says, which then
   * reports no failure any more.
   */
  @Produces
  @Singleton
  @Named("repeatedRead")
  RedeliveryPolicy repeatedRead() {
    RedeliveryPolicy policy = quiet(8, 250);
    policy.setUseExponentialBackOff(true);
    policy.setBackOffMultiplier(2);
    policy.setUseCollisionAvoidance(true);
    return policy;
  }

  /** A file that the bridge fails on for a reason that is not in the file. */
  @Produces
  @Singleton
  @Named("troubledFile")
  RedeliveryPolicy troubledFile() {
    RedeliveryPolicy policy = quiet(2, 2_000);
    policy.setRetryAttemptedLogLevel(LoggingLevel.WARN);
    return policy;
  }

  private static RedeliveryPolicy quiet(int times, long delay) {
    RedeliveryPolicy policy = new RedeliveryPolicy();
    policy.setMaximumRedeliveries(times);
    policy.setRedeliveryDelay(delay);
    policy.setLogHandled(false);
    policy.setLogExhausted(false);
    policy.setRetryAttemptedLogLevel(LoggingLevel.DEBUG);
    return policy;
  }
}
