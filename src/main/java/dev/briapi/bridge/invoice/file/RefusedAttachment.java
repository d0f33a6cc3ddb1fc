package dev.briapi.bridge.invoice.file;

/** An attachment that cannot be sent; the message is a sentence for the line's acknowledgement. */
public final class RefusedAttachment extends Exception {
  private static final long serialVersionUID = 1L;

  /** Names the attachment and says what is wrong with it. */
  public RefusedAttachment(String name, String rule) {
    super("Attachment " + Values.show(name) + " " + rule);
  }
}
