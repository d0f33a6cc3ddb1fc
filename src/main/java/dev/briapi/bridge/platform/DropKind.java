package dev.briapi.bridge.platform;

/** Where files are dropped. */
public enum DropKind {
  /** Into a folder of this machine, or of a volume that all replicas share. */
  FOLDER,

  /** Under a prefix of a bucket. */
  S3,

  /** Into a directory of an SFTP server. */
  SFTP
}
