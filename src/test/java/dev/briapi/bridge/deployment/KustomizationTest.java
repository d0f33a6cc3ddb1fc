package dev.briapi.bridge.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class KustomizationTest {
  @TempDir Path directory;

  static final List<String> folders = Overlay.FOLDERS;

  @ParameterizedTest
  @FieldSource("folders")
  void everyOverlayRendersIntoWhatKubernetesKnows(String folder) {
    assertThat(Overlay.of(folder).objects()).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("folders")
  void kubectlRendersTheSame(String folder) throws IOException, InterruptedException {
    Path rendered = directory.resolve("rendered.yaml");
    assumeTrue(kubectl("version --client", rendered), "kubectl is not here");
    assertThat(kubectl("kustomize " + Overlay.path(folder), rendered)).isTrue();

    assertThat(byName(Kustomization.render(Overlay.path(folder))))
        .isEqualTo(byName(Kustomization.documents(rendered)));
  }

  private static boolean kubectl(String command, Path output)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("kubectl"));
    words.addAll(List.of(command.split(" ")));
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(output.toFile())
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static Map<String, ObjectNode> byName(List<ObjectNode> objects) {
    Map<String, ObjectNode> byName = new TreeMap<>();
    for (ObjectNode object : objects) {
      String name = object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
      assertThat(byName.put(name, object)).as(name).isNull();
    }
    return byName;
  }

  @Test
  void anotherSettingRollsThePods() throws IOException {
    Path copy = copy();
    Path settings = copy.resolve("overlays/production/settings.env");
    String before = template(copy);
    Files.writeString(settings, "# a remark\n" + Files.readString(settings));
    assertThat(template(copy)).isEqualTo(before);
    Files.writeString(settings, "BRIAPI_READ_TIMEOUT=70s\n" + Files.readString(settings));
    assertThat(template(copy)).isNotEqualTo(before);
  }

  private static String template(Path root) {
    return Kustomization.render(root.resolve("overlays/production")).stream()
        .filter(object -> object.path("kind").asText().equals("Deployment"))
        .map(object -> object.at("/spec/template").toString())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whereFilesAreDroppedElsewhereNoStorageIsClaimed() throws IOException {
    Path copy = copy();
    Path production = copy.resolve("overlays/production");
    Files.copy(
        copy.resolve("overlays/demo/drop-folder.yaml"),
        production.resolve("drop-folder.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    Path deployment = production.resolve("deployment.yaml");
    String demo = Files.readString(copy.resolve("overlays/demo/deployment.yaml"));
    int drop = demo.indexOf("        - name: drop\n");
    Files.writeString(
        deployment,
        Files.readString(deployment)
            + demo.substring(drop, demo.indexOf("        - name: data", drop)));

    List<ObjectNode> rendered = Kustomization.render(production);
    assertThat(rendered)
        .extracting(object -> object.path("kind").asText())
        .contains("Deployment")
        .doesNotContain("PersistentVolumeClaim");
    assertThat(template(copy))
        .contains("\"emptyDir\":{\"sizeLimit\":\"2Gi\"}", "briapi-bridge-keys")
        .doesNotContain("persistentVolumeClaim");
  }

  private Path copy() throws IOException {
    Path root = directory.resolve("k8s");
    try (Stream<Path> files = Files.walk(Overlay.path(""))) {
      for (Path file : files.toList()) {
        Files.copy(file, root.resolve(Overlay.path("").relativize(file).toString()));
      }
    }
    return root;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "helmCharts: []",
        "patches: [{patch: x}]",
        "images: [{name: a, digest: b}]",
        "configMapGenerator: [{name: a, literals: [b=c]}]",
        "resources: [list.yaml]\npatches: [{path: list.yaml}]"
      })
  void whatTheReaderDoesNotKnowMakesItFail(String kustomization) throws IOException {
    Files.writeString(
        directory.resolve("kustomization.yaml"), "kind: Kustomization\n" + kustomization);
    Files.writeString(
        directory.resolve("list.yaml"),
        "kind: Deployment\nmetadata: {name: a}\nspec: {env: [{name: a}]}");

    assertThatThrownBy(() -> Kustomization.render(directory))
        .hasMessageContaining("cannot be rendered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{replicaz: 3}",
        "{replicas: \"three\"}",
        "{selector: {matchLabels: {a: 1}}}",
        "{template: {spec: {containers: [{name: a, imagePullPolice: Always}]}}}",
        "{template: {metadata: {label: {}}}}"
      })
  void whatKubernetesDoesNotKnowMakesTheModelFail(String spec) throws IOException {
    Path file = directory.resolve("deployment.yaml");
    Files.writeString(file, "apiVersion: apps/v1\nkind: Deployment\nspec: " + spec);
    JsonNode object = Kustomization.documents(file).get(0);

    assertThatThrownBy(() -> new KubernetesModel().read(object))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatKubernetesKnowsIsReadAsItIsWritten() throws IOException {
    Path file = directory.resolve("deployment.yaml");
    Files.writeString(file, "apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 3}");

    assertThat(new KubernetesModel().read(Kustomization.documents(file).get(0)))
        .isInstanceOfSatisfying(
            Deployment.class, read -> assertThat(read.getSpec().getReplicas()).isEqualTo(3));
  }
}
