package dev.briapi.bridge;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** What the packages may know of each other, and what no class may do. */
@AnalyzeClasses(
    packages = "dev.briapi.bridge",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.briapi.bridge.";

  @ArchTest
  static final ArchRule theBankKnowsNothingOfWhatIsDoneWithIt =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "bank..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "request..",
              ROOT + "invoice..",
              ROOT + "payment..",
              ROOT + "deadletter..",
              ROOT + "gateway..",
              ROOT + "console..",
              ROOT + "sandbox..");

  @ArchTest
  static final ArchRule onlyTheEdgeOfTheBankKnowsCamel =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "bank..")
          .and()
          .resideOutsideOfPackage(ROOT + "bank.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  @ArchTest
  static final ArchRule theBankHasNoDatabase =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "bank..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..");

  @ArchTest
  static final ArchRule theSandboxChecksSignaturesWithCodeOfItsOwn =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "sandbox..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.bank\\.(.*\\.)?\\w*(Signature|Signer|Token\\w*)");

  @ArchTest
  static final ArchRule nobodyButTheSandboxUsesTheSandbox =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "sandbox..");

  @ArchTest
  static final ArchRule filesAreReadWithoutADatabaseOrTheBank =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "invoice.file..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "bank..", ROOT + "request..", "org.springframework..", "org.apache.camel..");

  @ArchTest
  static final ArchRule packagesDoNotGoRoundInCircles =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveNameMatching(".*\\.Base[A-Z]\\w*")
          .orShould()
          .resideInAnyPackage("..util..", "..utils..", "..common..");

  @ArchTest
  static final ArchRule theOldDateIsNotUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Date.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Calendar.class);

  @ArchTest
  static final ArchRule theTimeOfDayComesFromAClock =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethodWhere(nowWithoutAClock());

  private static DescribedPredicate<JavaCall<?>> nowWithoutAClock() {
    return DescribedPredicate.describe(
        "now() without a clock",
        call ->
            call.getTarget().getName().equals("now")
                && call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class))
                && isTime(call.getTarget()));
  }

  private static boolean isTime(HasOwner<JavaClass> target) {
    JavaClass owner = target.getOwner();
    return owner.isEquivalentTo(Instant.class)
        || owner.isEquivalentTo(LocalDate.class)
        || owner.isEquivalentTo(LocalDateTime.class)
        || owner.isEquivalentTo(OffsetDateTime.class)
        || owner.isEquivalentTo(ZonedDateTime.class);
  }

  @ArchTest
  static final ArchRule moneyIsNeverAFloat =
      fields()
          .that(
              DescribedPredicate.<JavaField>describe(
                  "carry money", field -> money(field.getName())))
          .should()
          .notHaveRawType(double.class)
          .andShould()
          .notHaveRawType(float.class)
          .andShould()
          .notHaveRawType(Double.class)
          .andShould()
          .notHaveRawType(Float.class);

  @ArchTest
  static final ArchRule noMethodAnswersMoneyAsAFloat =
      methods()
          .that(DescribedPredicate.describe("answer money", method -> money(method.getName())))
          .should()
          .notHaveRawReturnType(double.class)
          .andShould()
          .notHaveRawReturnType(float.class);

  private static boolean money(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).matches(".*(amount|money|total|balance|sum).*");
  }

  @ArchTest
  static final ArchRule nothingIsKeptInStaticState =
      fields()
          .that(
              DescribedPredicate.<JavaField>describe(
                  "are static", field -> field.getModifiers().contains(JavaModifier.STATIC)))
          .should()
          .beFinal();
}
