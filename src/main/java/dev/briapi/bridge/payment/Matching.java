package dev.briapi.bridge.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.platform.BridgeSettings;

/**
 * Finds for every notification the row of the report that tells of the same payment: the same
 * account, exactly the same amount, and the nearest time. One to one, and the same whoever comes
 * first. Runs inside the transaction of {@link Differences}, which is alone.
 */
@Singleton
class Matching {
  private final JdbcClient database;
  private final double tolerance;

  @Inject
  Matching(JdbcClient database, BridgeSettings settings) {
    this.database = database;
    this.tolerance = settings.reconciliation().briva().matchTolerance().toMillis() / 1000.0;
  }

  /** Matches what there is of the accounts that are looked at. */
  void match() {
    database
        .sql(
            """
            update notification n set payment_id = null
            from difference_scope s join payment p using (briva_no, cust_code)
            where p.changed_at is not null and n.payment_id = p.id
              and (p.amount <> n.amount or abs(extract(epoch from p.payment_date - n.trx_date_time)) > :tolerance)
            """)
        .param("tolerance", tolerance)
        .update();
    // mostly both sides give the same second; what is left over is little
    for (double distance : new double[] {0, tolerance}) {
      while (round(distance) > 0) {
        // a pair that was taken leaves others nearest to each other
      }
    }
  }

  /**
   * Pairs that are nearest to each other. Several of the same distance, such as equal payments in
   * one second, are taken in the order in which they came to be known.
   */
  private int round(double distance) {
    return database
        .sql(
            """
            with fresh as materialized (
              select n.id, n.briva_no, n.cust_code, n.amount, n.trx_date_time
              from difference_scope s join notification n using (briva_no, cust_code) where n.payment_id is null
            ), pair as (
              select n.id as notification_id, p.id as payment_id, p.briva_no, p.cust_code, p.amount, n.trx_date_time, p.payment_date,
                abs(extract(epoch from p.payment_date - n.trx_date_time)) as distance
              from fresh n join payment p using (briva_no, cust_code, amount)
              where p.payment_date between n.trx_date_time - :tolerance * interval '1 second' and n.trx_date_time + :tolerance * interval '1 second'
                and not exists (select from notification o where o.payment_id = p.id)
            ), ranked as (
              select notification_id, payment_id, distance,
                dense_rank() over (partition by briva_no, cust_code, amount, trx_date_time, payment_date order by notification_id) as notification_turn,
                dense_rank() over (partition by briva_no, cust_code, amount, trx_date_time, payment_date order by payment_id) as payment_turn,
                min(distance) over (partition by notification_id) as nearest_payment,
                min(distance) over (partition by payment_id) as nearest_notification
              from pair
            ), chosen as (
              select distinct on (notification_id) notification_id, payment_id from (
                select distinct on (payment_id) notification_id, payment_id from ranked
                where distance = nearest_payment and distance = nearest_notification and notification_turn = payment_turn
                order by payment_id, notification_id) per_payment
              order by notification_id, payment_id
            )
            update notification n set payment_id = c.payment_id from chosen c where n.id = c.notification_id
            """)
        .param("tolerance", distance)
        .update();
  }
}
