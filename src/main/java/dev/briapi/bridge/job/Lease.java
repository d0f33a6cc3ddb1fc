package dev.briapi.bridge.job;

/**
 * The right to run a job now.
 *
 * @param job the job's full name: its kind, and after a slash its subject
 * @param kind what is run; also the name of its route
 * @param subject what it is run for, such as a BRIVA number; null where it has none
 * @param fence grows with every lease of the job: who holds an older one has lost it
 */
public record Lease(String job, String kind, String subject, long fence) {
  static Lease of(String job, long fence) {
    String[] parts = job.split("/", 2);
    return new Lease(job, parts[0], parts.length == 2 ? parts[1] : null, fence);
  }
}
