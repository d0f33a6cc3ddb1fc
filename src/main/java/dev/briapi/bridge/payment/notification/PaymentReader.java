package dev.briapi.bridge.payment.notification;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.platform.BankSettings;

/**
 * Reads what BRI tells of a payment: the document's fields, and no stricter than its samples
 * (rulings 21, 32). {@code idApp} and {@code passApp} are not looked at, and nowhere kept.
 */
@Singleton
class PaymentReader {
  // left-padded to 8, in print with underscores (rulings 32)
  private static final Pattern PARTNER = Pattern.compile("(?=.{1,8}$)[ _]*[0-9]+");
  // the document says 13 and the standard 20
  private static final Pattern CUSTOMER = Pattern.compile("[0-9]{1,20}");
  // not compared with the other two: in the document's own sample it differs from them
  private static final Pattern ACCOUNT = Pattern.compile("(?=.{1,28}$)[ _]*[0-9]+");
  // the document says 30 digits, the standard 128 characters
  private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,128}");
  private static final Pattern TIME = Pattern.compile("[0-9TZ:.+-]{1,35}");
  // a string of digits (rulings 32); decimals are what the standard has in its other amounts
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,2})?");
  private static final Pattern SHORT = Pattern.compile("[ -~]{1,16}");

  /** How long a BRIVA number is. */
  private static final int DIGITS = 5;

  private final Set<String> numbers;

  @Inject
  PaymentReader(BankSettings settings) {
    this(Set.copyOf(settings.briva().numbers().orElse(List.of())));
  }

  /**
   * @param numbers the BRIVA numbers that are ours; any number where there are none
   */
  PaymentReader(Set<String> numbers) {
    this.numbers = numbers;
  }

  /**
   * @throws Refusal with the code of what is wrong first
   */
  PushedPayment read(Inbound request) throws Refusal {
    PushedBody body = PushedBody.of(request);
    String partner = body.text("partnerServiceId", PARTNER);
    String customer = body.text("customerNo", CUSTOMER);
    String account = body.text("virtualAccountNo", ACCOUNT);
    String time = body.text("trxDateTime", TIME);
    OffsetDateTime paidAt =
        SnapTime.inIndonesia(time).orElseThrow(() -> Refusal.format("trxDateTime"));
    String id = body.text("paymentRequestId", REQUEST_ID);
    PushedBody more = body.inner("additionalInfo");
    BigDecimal amount = new BigDecimal(more.digits("paymentAmount", AMOUNT));
    String terminal = more.optional("terminalId", SHORT);
    String bank = more.optional("bankId", SHORT);
    // whose number it is comes after all that the body says
    return new PushedPayment(
        number(partner),
        customer,
        id,
        amount,
        paidAt,
        terminal,
        bank,
        new PushedPayment.AsSent(partner, customer, account, id, time));
  }

  /** The number with its five digits: zeros before it may be padding or part of it. */
  private String number(String partnerServiceId) throws Refusal {
    String digits = partnerServiceId.replaceFirst("^[ _]*0*(?=[0-9])", "");
    String number = "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    if (!numbers.isEmpty() && !numbers.contains(number)) {
      throw Refusal.unknownPartner();
    }
    return number;
  }
}
