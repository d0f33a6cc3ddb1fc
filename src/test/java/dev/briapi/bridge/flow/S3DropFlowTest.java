package dev.briapi.bridge.flow;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.briapi.bridge.inbox.RemoteEnvironment;

@QuarkusTest
@WithTestResource(SandboxEnvironment.class)
@WithTestResource(
    value = RemoteEnvironment.class,
    initArgs = @ResourceArg(name = "kind", value = "s3"))
class S3DropFlowTest extends RemoteDropFlow {}
