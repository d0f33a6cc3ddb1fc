package dev.briapi.bridge.payment.report;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;

import dev.briapi.bridge.TestEnvironment;

/**
 * A test on a real PostgreSQL, with BRIVA switched on and the routes still, and with connections in
 * a zone whose clocks are put forward at midnight: such a day has no midnight.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "briapi.briva.institution-code", value = "J104408"),
      @ResourceArg(name = "briapi.briva.numbers", value = "77777"),
      @ResourceArg(name = "bridge.recovery.delays", value = "1m,1h"),
      @ResourceArg(name = "bridge.reconciliation.keep-days", value = "30"),
      @ResourceArg(
          name = "quarkus.datasource.jdbc.new-connection-sql",
          value = "set time zone 'America/Santiago'")
    })
public @interface ReportEnvironment {}
