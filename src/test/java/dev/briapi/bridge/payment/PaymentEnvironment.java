package dev.briapi.bridge.payment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.payment.notification.BriEnvironment;

/** A test on a real PostgreSQL, with BRIVA and notifications switched on and the routes still. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "briapi.briva.institution-code", value = "J104408"),
      @ResourceArg(name = "briapi.briva.numbers", value = "77777,88888"),
      @ResourceArg(name = "bridge.reconciliation.briva.status-every", value = "12h")
    })
@WithTestResource(BriEnvironment.class)
public @interface PaymentEnvironment {}
