package dev.briapi.bridge.bank;

import org.junit.jupiter.api.Test;

import dev.briapi.bridge.bank.contract.Contracts;

import static org.assertj.core.api.Assertions.assertThat;

class MaskingTest {
  private final Masking masking = new Masking(new Contracts());

  @Test
  void accountNumbersOfAQueryKeepTheirLastFourDigitsToo() {
    assertThat(masking.mask("/facilities/A?facility_account=020601008846309&x=020601008846309"))
        .isEqualTo("/facilities/A?facility_account=***********6309&x=020601008846309");
    assertThat(masking.mask("my_facility_account=020601008846309"))
        .isEqualTo("my_facility_account=020601008846309");
  }

  @Test
  void accountNumbersKeepTheirLastFourDigits() {
    assertThat(masking.mask("{\"BeneficiaryAccount\":\"020601123456500\",\"Amount\":10.12}"))
        .isEqualTo("{\"BeneficiaryAccount\":\"***********6500\",\"Amount\":10.12}");
    assertThat(masking.mask("{\"BeneficaryAccount\" : 20601123456500}"))
        .isEqualTo("{\"BeneficaryAccount\" : \"**********6500\"}");
    assertThat(masking.mask("[{\"facilityaccount\": \"0206 0100 8846 309\"}]"))
        .isEqualTo("[{\"facilityaccount\": \"************** 309\"}]");
    assertThat(masking.mask("{\"AccountNumber\":null}")).isEqualTo("{\"AccountNumber\":null}");
  }

  @Test
  void aBodyThatIsCutOffOrBrokenIsMaskedAsWell() {
    assertThat(masking.mask("{\"AccountNumber\":\"02060112"))
        .isEqualTo("{\"AccountNumber\":\"****0112");
    assertThat(masking.mask("{\"AccountNumber\":\"0206\\\"01126500\", oops"))
        .isEqualTo("{\"AccountNumber\":\"**********6500\", oops");
  }

  @Test
  void tokensSecretsAndKeysAreHiddenWhole() {
    assertThat(masking.mask("Authorization: Bearer mAULq4APLGPvmIzvG36b3xGTQUcc"))
        .isEqualTo("Authorization: Bearer ***");
    assertThat(masking.mask("{\"CBM-CorporateKey\":\"Bearer 7f02\",\"access_token\": \"zBF6\"}"))
        .isEqualTo("{\"CBM-CorporateKey\":\"***\",\"access_token\": \"***\"}");
    assertThat(masking.mask("client_id=abc&client_secret=s3cret&x=1"))
        .isEqualTo("client_id=***&client_secret=***&x=1");
  }

  @Test
  void anAttachmentIsShownByItsSize() {
    assertThat(masking.mask("{\"Attachment\":\"" + "A".repeat(4000) + "\"}"))
        .isEqualTo("{\"Attachment\":\"(3000 bytes)\"}");
  }

  @Test
  void whatNeedsNoMaskStaysAsItIs() {
    String body = "{\"InvoiceNumber\":\"SB-20231001-001\",\"note\":\"the bearer of this\"}";
    assertThat(masking.mask("{\"ReferenceNumber\":\"0000420000214\"}"))
        .isEqualTo("{\"ReferenceNumber\":\"0000420000214\"}");
    assertThat(masking.mask(body)).contains("SB-20231001-001");
    assertThat(masking.mask(null)).isNull();
    assertThat(Masking.lastFour("1234567")).isEqualTo("*******");
  }

  @Test
  void manyEscapesNeitherOverflowNorCrawl() {
    String body = "{\"AccountNumber\":\"" + "\\\"".repeat(200_000) + "6500\"}";
    assertThat(masking.mask(body)).endsWith("6500\"}").hasSizeLessThan(100);
  }
}
