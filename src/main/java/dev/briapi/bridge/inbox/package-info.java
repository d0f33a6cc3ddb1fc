/**
 * Files that lie elsewhere: in a bucket, or on an SFTP server. Knows how they are listed, fetched,
 * stored and moved; not what is in them, nor what becomes of them.
 */
package dev.briapi.bridge.inbox;
