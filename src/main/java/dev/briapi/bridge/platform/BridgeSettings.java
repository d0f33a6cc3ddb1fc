package dev.briapi.bridge.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Everything about the bridge itself. */
@ConfigMapping(prefix = "bridge")
public interface BridgeSettings {
  /**
   * Runs the packaged application like dev mode: own PostgreSQL, own sandbox, a sample file. Never
   * beside real money.
   */
  @WithDefault("false")
  boolean demo();

  /** Where the database of a dev or demo start keeps its data, and the sandbox its invoices. */
  @WithDefault("data")
  Path data();

  /** The drop folder. */
  Drop drop();

  /** The front door for programs. */
  Gateway gateway();

  /** Sending invoices. */
  Invoices invoices();

  /** Getting out of trouble. */
  Recovery recovery();

  /** The ledger of requests. */
  Requests requests();

  /** Comparing BRI's books with ours. */
  Reconciliation reconciliation();

  /** This replica among others. */
  Replica replica();

  /** Ending it. */
  Stop stop();

  /** The stand-in for BRI of dev and demo starts. */
  Sandbox sandbox();

  /** Who may use the API, by name. */
  Map<String, Caller> callers();

  /** The drop folder. */
  interface Drop {
    /** Where files are dropped: into a folder, a bucket (s3) or a directory of a server (sftp). */
    @WithDefault("folder")
    DropKind kind();

    /** How often a bucket or a server is looked at. */
    @WithDefault("10s")
    Duration pollEvery();

    /** The bucket. */
    DropS3 s3();

    /** The SFTP server. */
    DropSftp sftp();

    /**
     * The folder that holds inbox, attachments, outbox, archive and rejected; they are made when
     * missing.
     */
    Optional<Path> directory();

    /** How long a file's size must have stood still before it is taken. */
    @WithDefault("3s")
    Duration settleTime();

    /**
     * How long after its arrival a batch is acknowledged although some of its lines are still
     * pending.
     */
    @WithDefault("5m")
    Duration acknowledgeAfter();

    /** Whether a file waits in the inbox until its control file is there. */
    @WithDefault("false")
    boolean requireControlFile();

    /** The largest upload that the API takes, and the largest file of a bucket or a server. */
    @WithDefault("1024")
    int maxUploadMegabytes();
  }

  /** A bucket that files are dropped into. */
  interface DropS3 {
    /** The name of the bucket. */
    Optional<String> bucket();

    /** What the keys of all files begin with. */
    Optional<String> prefix();

    /** The region of the bucket. */
    Optional<String> region();

    /** Where the bucket is when it is not Amazon's. */
    Optional<URI> endpoint();

    /** The access key; without it, whatever the environment gives the process. */
    Optional<String> accessKey();

    /** What belongs to the access key. */
    Optional<String> secretKey();

    /** Whether the bucket's name is in the path and not in the host's name. */
    @WithDefault("false")
    boolean pathStyle();
  }

  /** A directory of an SFTP server that files are dropped into. */
  interface DropSftp {
    /** The name of the server. */
    Optional<String> host();

    /** Its port. */
    @WithDefault("22")
    int port();

    /** The user there. */
    Optional<String> user();

    /** The directory that holds inbox, outbox and the others. */
    @WithDefault(".")
    String directory();

    /** The user's private key, without a passphrase. */
    Optional<Path> privateKeyFile();

    /** The user's password, where there is no key. */
    Optional<String> password();

    /** The keys of the server, as ssh-keyscan writes them. */
    Optional<Path> knownHostsFile();
  }

  /** The front door for programs. */
  interface Gateway {
    /**
     * How many requests under /bri one replica has in hand at most; more are answered with 503. It
     * is bounded by quarkus.thread-pool.max-threads, of which a hundred are left to other work.
     */
    @WithDefault("1000")
    int maxConcurrent();
  }

  /** Sending invoices. */
  interface Invoices {
    /** How many lines one replica sends at the same time. */
    @WithDefault("8")
    int concurrency();
  }

  /** Getting out of trouble. */
  interface Recovery {
    /**
     * When something that could not be sent, or whose outcome is unknown, is looked at again; after
     * the last one a person has to.
     */
    @WithDefault("30s,2m,10m,1h,6h,1d")
    List<Duration> delays();
  }

  /** The ledger of requests. */
  interface Requests {
    /**
     * How many days a request is kept after its outcome is final, at least one. What is forgotten
     * is no longer recognised when it comes again.
     */
    @WithDefault("365")
    int keepDays();
  }

  /** Comparing BRI's books with ours. */
  interface Reconciliation {
    /** Payments of virtual accounts. */
    BrivaReconciliation briva();

    /** Following invoices. */
    CbmReconciliation cbm();

    /** How many days the list of runs goes back, at least one. */
    @WithDefault("400")
    int keepDays();

    /** When the summary of the day before is written, in WIB. */
    @WithDefault("06:00")
    LocalTime summaryAt();
  }

  /** Comparing payments of virtual accounts. */
  interface BrivaReconciliation {
    /** How often today's part of the report is read. */
    @WithDefault("5m")
    Duration every();

    /** How often today's report is read from the beginning of the day on. */
    @WithDefault("1h")
    Duration wholeEvery();

    /** How many days before today are read once more after each midnight in Jakarta. */
    @WithDefault("3")
    int lookbackDays();

    /** How often a virtual account that is not paid yet is asked for. */
    @WithDefault("1d")
    Duration statusEvery();

    /** How long after a payment its notification may come. */
    @WithDefault("30m")
    Duration notificationGrace();

    /** How far apart report and notification may put the time of one payment. */
    @WithDefault("15m")
    Duration matchTolerance();
  }

  /** Following invoices. */
  interface CbmReconciliation {
    /** How often an invoice is asked for from the day before one of its dates on. */
    @WithDefault("1h")
    Duration every();

    /** How often an invoice is asked for at other times. */
    @WithDefault("1d")
    Duration rarely();

    /** Status codes of BRI's after which an invoice is not asked for any more. */
    Optional<List<String>> terminalCodes();

    /** How a status text of BRI's begins after which an invoice is not asked for any more. */
    @WithDefault("Cancel")
    List<String> terminalTexts();
  }

  /** This replica among others. */
  interface Replica {
    /** How long a replica may be silent before the others take its work over. */
    @WithDefault("15s")
    Duration timeout();
  }

  /** Ending it. */
  interface Stop {
    /**
     * How long a stop may take in all, from the signal on; what is not at its end by then is cut.
     */
    @WithDefault("110s")
    Duration within();
  }

  /** The stand-in for BRI of dev and demo starts. */
  interface Sandbox {
    /** The port of the stand-in for BRI. */
    @WithDefault("8090")
    int port();

    /**
     * How long after it was made a payment of a virtual account comes into the sandbox's reports.
     */
    @WithDefault("3s")
    Duration reportAfter();
  }

  /** One caller of the API. */
  interface Caller {
    /** SHA-256 of the caller's key, in hex. */
    String keySha256();

    /** Products that the caller may call under /bri. */
    Optional<Set<String>> products();

    /** viewer reads /api, operator also acts there. */
    Optional<Set<String>> roles();
  }
}
