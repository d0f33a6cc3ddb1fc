package dev.briapi.bridge.invoice;

import java.io.IOException;

/** An attachment of that name and other content lies in the attachments folder already. */
public class AttachmentConflictException extends IOException {
  public AttachmentConflictException(String name) {
    super(
        "An attachment "
            + name
            + " with other content is in the attachments folder already; nothing was taken.");
  }
}
