package dev.briapi.bridge.job;

import java.lang.reflect.Proxy;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.Replica;

/** Jobs without the rest of the application. */
public final class JobsSetup {
  private JobsSetup() {}

  /** Jobs of which the given one alone is scheduled. */
  public static Jobs jobs(
      JdbcClient database,
      TransactionTemplate transaction,
      Replica replica,
      BankSettings bank,
      Scheduled scheduled) {
    return new Jobs(database, transaction, replica, bank, only(scheduled));
  }

  /** The jobs ask for a stream of what is scheduled, and for nothing else. */
  @SuppressWarnings("unchecked")
  private static Instance<Scheduled> only(Scheduled scheduled) {
    return (Instance<Scheduled>)
        Proxy.newProxyInstance(
            JobsSetup.class.getClassLoader(),
            new Class<?>[] {Instance.class},
            (proxy, method, arguments) -> Stream.of(scheduled));
  }
}
