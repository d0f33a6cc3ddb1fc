package dev.briapi.bridge.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code kubectl apply -k} makes of a folder below {@code k8s/}. */
public record Overlay(String folder, List<HasMetadata> objects) {
  private static final Path ROOT = Path.of("k8s");

  /** Folders that are meant to be applied. */
  static final List<String> FOLDERS = List.of("overlays/demo", "overlays/production", "monitoring");

  /** Renders and reads it. */
  public static Overlay of(String folder) {
    KubernetesModel model = new KubernetesModel();
    return new Overlay(
        folder, Kustomization.render(path(folder)).stream().map(model::read).toList());
  }

  static Path path(String folder) {
    return ROOT.resolve(folder);
  }

  /** The names of the secret settings; their values are the operator's. */
  static Secret secretTemplate() {
    return (Secret)
        new KubernetesModel()
            .read(Kustomization.documents(path("base/secret.template.yaml")).get(0));
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> T one(Class<T> kind) {
    List<T> all = all(kind);
    assertThat(all).as("%s of %s", kind.getSimpleName(), folder).hasSize(1);
    return all.get(0);
  }

  PodSpec pod() {
    return one(Deployment.class).getSpec().getTemplate().getSpec();
  }

  /** The only container of its pods. */
  public Container container() {
    assertThat(pod().getContainers()).hasSize(1);
    return pod().getContainers().get(0);
  }

  /** The settings that the pod gets from ConfigMaps, by environment variable. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    container().getEnvFrom().stream()
        .filter(from -> from.getConfigMapRef() != null)
        .map(from -> configMap(from.getConfigMapRef().getName()))
        .forEach(map -> settings.putAll(map.getData()));
    return settings;
  }

  private ConfigMap configMap(String name) {
    return all(ConfigMap.class).stream()
        .filter(map -> map.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no ConfigMap " + name));
  }

  @Override
  public String toString() {
    return folder;
  }
}
