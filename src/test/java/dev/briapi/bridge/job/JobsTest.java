package dev.briapi.bridge.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may run a job, by the word of the database alone. */
@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "briapi.read-timeout", value = "3m")
    })
class JobsTest {
  private static final String JOB = "match-payments";

  @Inject Jobs jobs;
  @Inject JdbcClient database;
  @Inject TransactionTemplate transaction;

  @BeforeEach
  void onlyOneIsDue() {
    jobs.claim();
    database
        .sql(
            """
            update job set leased_by = null, leased_until = null, error = null,
              next_at = case when name = :job then now() - interval '1 second' else now() + interval '1 day' end
            """)
        .param("job", JOB)
        .update();
  }

  private Map<String, Object> row() {
    return database
        .sql(
            "select *, next_at > now() as later, next_at <= now() as due from job where name = :job")
        .param("job", JOB)
        .query()
        .singleRow();
  }

  private void leasedBy(String replica, String until) {
    database
        .sql(
            "update job set leased_by = cast(:replica as uuid), leased_until = now() + cast(:until as interval) where name = :job")
        .param("replica", replica)
        .param("until", until)
        .param("job", JOB)
        .update();
  }

  private String livingReplica() {
    String id = UUID.randomUUID().toString();
    database
        .sql(
            "insert into replica (id, expires_at) values (cast(:id as uuid), now() + interval '1 hour')")
        .param("id", id)
        .update();
    return id;
  }

  @Test
  void aJobThatIsRunIsNotRunASecondTime() throws Exception {
    List<Lease> leases = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          new Thread(
              () -> {
                Lease lease = jobs.claim();
                synchronized (leases) {
                  if (lease != null) {
                    leases.add(lease);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(leases).extracting(Lease::job).containsExactly(JOB);
    assertThat(jobs.claim()).isNull();

    jobs.finish(leases.get(0));
    assertThat(row()).containsEntry("leased_by", null).containsEntry("later", true);
    assertThat(row().get("good_at")).isNotNull();
  }

  @Test
  void whatALivingReplicaRunsIsLeftAloneUntilItHangs() {
    leasedBy(livingReplica(), "1 minute");
    assertThat(jobs.claim()).isNull();
    leasedBy(livingReplica(), "-1 second");
    assertThat(jobs.claim()).isNotNull();
  }

  @Test
  void whatADeadReplicaRanIsTakenOverAndWhoeverComesBackIsFencedOff() {
    Lease lost = jobs.claim();
    leasedBy(UUID.randomUUID().toString(), "1 minute");
    Lease taken = jobs.claim();

    assertThat(taken.fence()).isGreaterThan(lost.fence());
    assertThatThrownBy(() -> jobs.hold(lost)).isInstanceOf(LeaseLostException.class);
    assertThatCode(() -> jobs.hold(taken)).doesNotThrowAnyException();
    jobs.finish(lost);
    assertThat(row().get("leased_by")).as("still leased").isNotNull();
    jobs.finish(taken);
    assertThat(row()).containsEntry("leased_by", null);
  }

  @Test
  void aFailureIsKeptAndTheJobRunsAgainBeforeLong() {
    Lease lease = jobs.claim();
    jobs.fail(lease, new IllegalStateException("the bank is away"));
    assertThat(row())
        .containsEntry("error", "the bank is away")
        .containsEntry("leased_by", null)
        .containsEntry("later", true);
    assertThat(
            database
                .sql("select next_at < now() + interval '2 minutes' from job where name = :job")
                .param("job", JOB)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void aJobThatIsWokenWhileItRunsRunsOnceMore() {
    Lease lease = jobs.claim();
    jobs.wake(JOB);
    jobs.finish(lease);
    assertThat(row()).containsEntry("due", true);
    jobs.finish(jobs.claim());
    assertThat(row()).containsEntry("later", true);
  }

  private boolean is(String condition) {
    return database
        .sql("select " + condition + " from job where name = :job")
        .param("job", JOB)
        .query(Boolean.class)
        .single();
  }

  @Test
  void aRunThatWantsToGoOnIsFollowedByAnotherOneAtItsTime() {
    Lease lease = jobs.claim();
    jobs.again(lease, Duration.ofSeconds(2));
    jobs.again(lease, Duration.ofHours(1));
    jobs.finish(lease);
    assertThat(is("next_at between now() and now() + interval '2 seconds'")).isTrue();
  }

  @Test
  void aPauseThatIsLongerThanTheScheduleChangesNothing() {
    Lease lease = jobs.claim();
    jobs.again(lease, Duration.ofHours(1));
    jobs.finish(lease);
    assertThat(is("next_at < now() + interval '1 minute'")).isTrue();
  }

  @Test
  void aRunThatDiedIsMadeAgainAtOnceAlsoWhenItHadPutOffTheNextOne() {
    Lease lease = jobs.claim();
    jobs.again(lease, Duration.ofHours(1));
    leasedBy(UUID.randomUUID().toString(), "1 minute");
    assertThat(jobs.claim()).isNotNull();
  }

  @Test
  void theLeaseOutlastsAllThatIsWaitedForBetweenTwoSignsOfLife() {
    Lease lease = jobs.claim();
    assertThat(is("leased_until > now() + interval '20 minutes'")).isTrue();
    leasedBy(UUID.randomUUID().toString(), "1 second");
    Lease taken = jobs.claim();
    assertThat(taken.fence()).isEqualTo(lease.fence() + 1);
    jobs.hold(taken);
    assertThat(is("leased_until > now() + interval '20 minutes'")).isTrue();
  }

  @Test
  void whoWakesAJobDoesNotWaitUntilItsRunHasWrittenEverything() {
    Lease lease = jobs.claim();
    transaction.executeWithoutResult(
        status -> {
          jobs.hold(lease);
          Thread waker = new Thread(() -> jobs.wake(JOB));
          waker.start();
          try {
            waker.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    jobs.finish(lease);
    assertThat(row()).containsEntry("later", true);
  }
}
