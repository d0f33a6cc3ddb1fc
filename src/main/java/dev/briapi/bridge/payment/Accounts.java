package dev.briapi.bridge.payment;

import java.sql.Types;
import java.time.OffsetDateTime;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.platform.BridgeSettings;

/**
 * The virtual accounts that payments are matched with. Every change carries the moment that it was
 * sent to the bank: an older one that becomes known later changes nothing, so the order in which
 * changes become known does not matter.
 */
@Singleton
class Accounts {
  private static final long LOCK = 0x6163636f756e7473L;

  private final JdbcClient database;
  private final long rarely;

  @Inject
  Accounts(JdbcClient database, BridgeSettings settings) {
    this.database = database;
    this.rarely = settings.reconciliation().briva().statusEvery().toSeconds();
  }

  /** Waits until nobody else changes accounts, and keeps others waiting until the end. */
  void lock() {
    database
        .sql("select true from (select pg_advisory_xact_lock(:lock)) locked")
        .param("lock", LOCK)
        .query(Boolean.class)
        .single();
  }

  /**
   * An account that was created or changed. Another amount than before, and a new life after its
   * deletion, begin a new expectation: earlier payments, and what the bank said of them, were for
   * the earlier one.
   */
  void put(AccountChange change) {
    database
        .sql(
            """
            insert into virtual_account as a (briva_no, cust_code, name, amount, description, expires_at, origin, as_of, check_at)
            values (:brivaNo, :custCode, :name, :amount, :description, :expiresAt, 'bridge', :asOf, now() + :rarely * interval '1 second')
            on conflict (briva_no, cust_code) do update set
              name = excluded.name, amount = excluded.amount, description = excluded.description, expires_at = excluded.expires_at,
              (expected_since, bank_status, bank_status_at, check_at) = (
                select
                  case when anew then excluded.as_of else a.expected_since end,
                  case when anew then null else a.bank_status end,
                  case when anew then null else a.bank_status_at end,
                  case when anew or a.check_at is null and a.bank_status is distinct from 'Y' then excluded.check_at else a.check_at end
                from (select a.state = 'deleted' or coalesce(a.amount, 0) <> coalesce(excluded.amount, 0) as anew) expectation),
              state = 'active', deleted_at = null, as_of = excluded.as_of, updated_at = now()
            where a.as_of is null or a.as_of <= excluded.as_of
            """)
        .param("brivaNo", change.brivaNo())
        .param("custCode", change.custCode())
        .param("name", change.name(), Types.VARCHAR)
        .param("amount", change.amount(), Types.NUMERIC)
        .param("description", change.description(), Types.VARCHAR)
        .param("expiresAt", change.expiresAt(), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("asOf", change.asOf())
        .param("rarely", rarely)
        .update();
  }

  /**
   * Those that this transaction has put, and of which there is a payment already, are asked for at
   * once: one that was paid before we knew of it must not wait for its first turn.
   */
  void askForPaid() {
    database
        .sql(
            """
            update virtual_account v set check_at = now()
            where updated_at = now() and state = 'active' and bank_status is null and check_at > now()
              and exists (
                select from payment p where p.briva_no = v.briva_no and p.cust_code = v.cust_code
                  and p.payment_date >= coalesce(v.expected_since, '-infinity'))
            """)
        .update();
  }

  /** An account that was deleted; what was paid before that stays expected. */
  void delete(String brivaNo, String custCode, OffsetDateTime asOf) {
    database
        .sql(
            """
            insert into virtual_account as a (briva_no, cust_code, state, origin, as_of, deleted_at)
            values (:brivaNo, :custCode, 'deleted', 'bridge', :asOf, :asOf)
            on conflict (briva_no, cust_code) do update set
              state = 'deleted', deleted_at = excluded.deleted_at, as_of = excluded.as_of, updated_at = now()
            where a.as_of is null or a.as_of <= excluded.as_of
            """)
        .param("brivaNo", brivaNo)
        .param("custCode", custCode)
        .param("asOf", asOf)
        .update();
  }

  /**
   * The payment status that an account of ours has at the bank: Y or N. Of Y the first moment
   * counts: by then it was paid. One that is N may be paid again.
   */
  void status(String brivaNo, String custCode, String status, OffsetDateTime asOf) {
    database
        .sql(
            """
            update virtual_account set updated_at = now(), bank_status = :status,
              bank_status_at = case when bank_status = 'Y' and :status = 'Y' then bank_status_at else :asOf end,
              check_at = case when :status = 'N' then coalesce(check_at, now() + :rarely * interval '1 second') else check_at end
            where briva_no = :brivaNo and cust_code = :custCode and (bank_status_at is null or bank_status_at <= :asOf)
            """)
        .param("brivaNo", brivaNo)
        .param("custCode", custCode)
        .param("status", status)
        .param("asOf", asOf)
        .param("rarely", rarely)
        .update();
  }
}
