package dev.briapi.bridge.payment;

import java.sql.Types;
import java.time.OffsetDateTime;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The virtual accounts that payments are matched with. Every change carries the moment that it was
 * sent to the bank: an older one that becomes known later changes nothing, so the order in which
 * changes become known does not matter.
 */
@Singleton
class Accounts {
  /** Who changes accounts holds this lock of the transaction. */
  static final long LOCK = 0x6163636f756e7473L;

  private final JdbcClient database;

  @Inject
  Accounts(JdbcClient database) {
    this.database = database;
  }

  /**
   * An account that was created or changed. Another amount than before, and a new life after its
   * deletion, begin a new expectation: earlier payments were for the earlier one.
   */
  void put(AccountChange change) {
    database
        .sql(
            """
            insert into virtual_account as a (briva_no, cust_code, name, amount, description, expires_at, origin, as_of)
            values (:brivaNo, :custCode, :name, :amount, :description, :expiresAt, 'bridge', :asOf)
            on conflict (briva_no, cust_code) do update set
              name = excluded.name, amount = excluded.amount, description = excluded.description, expires_at = excluded.expires_at,
              expected_since = case
                when a.state = 'deleted' or coalesce(a.amount, 0) <> coalesce(excluded.amount, 0) then excluded.as_of
                else a.expected_since end,
              bank_status = case when a.state = 'deleted' then null else a.bank_status end,
              bank_status_at = case when a.state = 'deleted' then null else a.bank_status_at end,
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

  /** The payment status that an account of ours has at the bank: Y or N. */
  void status(String brivaNo, String custCode, String status, OffsetDateTime asOf) {
    database
        .sql(
            """
            update virtual_account set bank_status = :status, bank_status_at = :asOf, updated_at = now()
            where briva_no = :brivaNo and cust_code = :custCode and (bank_status_at is null or bank_status_at <= :asOf)
            """)
        .param("brivaNo", brivaNo)
        .param("custCode", custCode)
        .param("status", status)
        .param("asOf", asOf)
        .update();
  }
}
