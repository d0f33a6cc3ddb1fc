package dev.briapi.bridge.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * Renders a kustomization as {@code kubectl kustomize} does, as far as ours go. What it does not
 * know makes it fail, so that it never passes over anything that kustomize would do.
 */
final class Kustomization {
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final Set<String> KNOWN =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "resources",
          "labels",
          "configMapGenerator",
          "images",
          "patches");

  private static final Set<String> NAMESPACED =
      Set.of(
          "ConfigMap",
          "Deployment",
          "HorizontalPodAutoscaler",
          "Ingress",
          "NetworkPolicy",
          "PersistentVolumeClaim",
          "PodDisruptionBudget",
          "PrometheusRule",
          "Service",
          "ServiceAccount",
          "ServiceMonitor");

  private final Path directory;
  private final ObjectNode declared;
  private final List<ObjectNode> objects = new ArrayList<>();
  private final Set<String> generated = new TreeSet<>();

  private Kustomization(Path directory) {
    this.directory = directory;
    this.declared = documents(directory.resolve("kustomization.yaml")).get(0);
    known(declared, KNOWN);
    require(declared.path("kind").asText().equals("Kustomization"), "kind");
  }

  /** The objects of a folder that holds a {@code kustomization.yaml}. */
  static List<ObjectNode> render(Path directory) {
    Kustomization root = new Kustomization(directory).accumulated();
    for (String name : root.generated) {
      ObjectNode map = root.find("ConfigMap", name);
      String hashed = name + "-" + ContentHash.of(map);
      ((ObjectNode) map.get("metadata")).put("name", hashed);
      root.objects.forEach(object -> refer(object, name, hashed));
    }
    return root.objects;
  }

  private Kustomization accumulated() {
    declared.path("resources").forEach(resource -> load(directory.resolve(resource.asText())));
    declared.path("configMapGenerator").forEach(this::generate);
    declared.path("patches").forEach(this::patch);
    if (declared.has("namespace")) {
      objects.forEach(object -> move(object, declared.get("namespace").asText()));
    }
    declared.path("labels").forEach(this::label);
    declared.path("images").forEach(this::image);
    return this;
  }

  private void load(Path resource) {
    if (Files.isDirectory(resource)) {
      Kustomization other = new Kustomization(resource.normalize()).accumulated();
      objects.addAll(other.objects);
      generated.addAll(other.generated);
    } else {
      objects.addAll(documents(resource));
    }
  }

  private void generate(JsonNode generator) {
    known(generator, Set.of("name", "behavior", "envs", "files", "options"));
    String name = generator.get("name").asText();
    boolean merge = generator.path("behavior").asText("create").equals("merge");
    ObjectNode map = merge ? find("ConfigMap", name) : added(name);
    ObjectNode data = map.withObjectProperty("data");
    generator.path("envs").forEach(file -> variables(file.asText()).forEach(data::put));
    generator.path("files").forEach(file -> data.put(fileName(file), read(file.asText())));
    JsonNode options = generator.path("options");
    known(options, Set.of("labels", "disableNameSuffixHash"));
    if (options.path("disableNameSuffixHash").asBoolean()) {
      generated.remove(name);
    }
    options
        .path("labels")
        .properties()
        .forEach(
            label ->
                map.withObjectProperty("metadata")
                    .withObjectProperty("labels")
                    .set(label.getKey(), label.getValue()));
  }

  private ObjectNode added(String name) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap").putObject("metadata").put("name", name);
    require(generated.add(name), "a second ConfigMap " + name);
    objects.add(map);
    return map;
  }

  private static String fileName(JsonNode file) {
    require(!file.asText().contains("="), "a file under another name");
    return Path.of(file.asText()).getFileName().toString();
  }

  private Map<String, String> variables(String file) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : read(file).lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] parts = line.split("=", 2);
        require(parts.length == 2, "a variable of the shell: " + line);
        require(variables.put(parts[0], parts[1]) == null, parts[0] + " twice");
      }
    }
    return variables;
  }

  private void patch(JsonNode patch) {
    known(patch, Set.of("path"));
    for (ObjectNode change : documents(directory.resolve(patch.get("path").asText()))) {
      ObjectNode object =
          find(change.path("kind").asText(), change.path("metadata").path("name").asText());
      if (change.path("$patch").asText().equals("delete")) {
        objects.remove(object);
      } else {
        StrategicMerge.apply(object, change);
      }
    }
  }

  private static void move(ObjectNode object, String namespace) {
    String kind = object.get("kind").asText();
    if (kind.equals("Namespace")) {
      require(object.at("/metadata/name").asText().equals(namespace), "another namespace");
    } else {
      require(NAMESPACED.contains(kind), "kind " + kind);
      ((ObjectNode) object.get("metadata")).put("namespace", namespace);
    }
  }

  private void label(JsonNode label) {
    known(label, Set.of("pairs", "includeTemplates"));
    for (ObjectNode object : objects) {
      ObjectNode labels = object.withObjectProperty("metadata").withObjectProperty("labels");
      labels.setAll((ObjectNode) label.get("pairs"));
      if (label.path("includeTemplates").asBoolean()
          && object.at("/spec/template/metadata") instanceof ObjectNode template) {
        template.withObjectProperty("labels").setAll((ObjectNode) label.get("pairs"));
      }
    }
  }

  private void image(JsonNode image) {
    known(image, Set.of("name", "newName", "newTag"));
    String name = image.get("name").asText();
    for (ObjectNode object : objects) {
      for (JsonNode container : object.at("/spec/template/spec/containers")) {
        String[] parts = container.path("image").asText().split(":", 2);
        if (parts[0].equals(name)) {
          String tag = image.path("newTag").asText(parts[1]);
          ((ObjectNode) container).put("image", image.path("newName").asText(name) + ":" + tag);
        }
      }
    }
  }

  /** Names the ConfigMap by its new name wherever a pod refers to it. */
  private static void refer(JsonNode node, String name, String hashed) {
    for (String reference : List.of("configMapRef", "configMapKeyRef", "configMap")) {
      if (node.path(reference) instanceof ObjectNode to && to.path("name").asText().equals(name)) {
        to.put("name", hashed);
      }
    }
    node.forEach(child -> refer(child, name, hashed));
  }

  private ObjectNode find(String kind, String name) {
    List<ObjectNode> found =
        objects.stream()
            .filter(object -> object.path("kind").asText().equals(kind))
            .filter(object -> object.at("/metadata/name").asText().equals(name))
            .toList();
    require(found.size() == 1, found.size() + " times " + kind + " " + name);
    return found.get(0);
  }

  private void known(JsonNode node, Set<String> fields) {
    node.fieldNames().forEachRemaining(field -> require(fields.contains(field), field));
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of a file of YAML. */
  static List<ObjectNode> documents(Path file) {
    try (MappingIterator<ObjectNode> values =
        YAML.readerFor(ObjectNode.class).readValues(file.toFile())) {
      return values.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("cannot be rendered: " + otherwise);
    }
  }
}
