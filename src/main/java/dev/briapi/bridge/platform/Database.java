package dev.briapi.bridge.platform;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The two ways in which beans talk to PostgreSQL: one statement, or several in one transaction. */
@Dependent
public class Database {
  @Produces
  @ApplicationScoped
  JdbcClient statements(DataSource pool) {
    return JdbcClient.create(pool);
  }

  @Produces
  @Dependent
  TransactionTemplate transactions(DataSource pool) {
    return new TransactionTemplate(new JdbcTransactionManager(pool));
  }
}
