package dev.briapi.bridge.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.quarkus.runtime.configuration.DurationConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import dev.briapi.bridge.documentation.Markdown;

import static org.assertj.core.api.Assertions.assertThat;

/** What has to hold of the manifests, whatever they say. */
class ManifestRulesTest {
  private static final String NAME = "app.kubernetes.io/name";
  private static final long IMAGES_USER = 10001;

  /** What the image lets the application write to, and where the keys are. */
  private static final Set<String> WRITABLE =
      Set.of("/tmp", "/var/lib/briapi-bridge/drop", "/var/lib/briapi-bridge/data");

  static final List<Overlay> overlays =
      List.of(Overlay.of("overlays/demo"), Overlay.of("overlays/production"));

  static final List<Overlay> everything = Overlay.FOLDERS.stream().map(Overlay::of).toList();

  @ParameterizedTest
  @FieldSource("everything")
  void everythingSaysWhatItIsAndIsInOneNamespace(Overlay overlay) {
    assertThat(overlay.objects())
        .allSatisfy(object -> assertThat(object.getMetadata().getLabels()).containsKey(NAME));
    assertThat(
            overlay.objects().stream()
                .filter(object -> !(object instanceof Namespace))
                .map(object -> object.getMetadata().getNamespace())
                .collect(Collectors.toSet()))
        .hasSize(1)
        .doesNotContainNull();
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void itBringsItsNamespaceWhichLetsNoPrivilegedPodIn(Overlay overlay) {
    Namespace namespace = overlay.one(Namespace.class);
    assertThat(namespace.getMetadata().getName())
        .isEqualTo(overlay.one(Deployment.class).getMetadata().getNamespace());
    assertThat(namespace.getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void theImageHasATagThatIsNotLatest(Overlay overlay) {
    assertThat(overlay.container().getImage()).matches(".+:\\d+\\.\\d+\\.\\d+(-[a-z0-9]+)?");
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void theProbesAskTheManagementPortForWhatIsThere(Overlay overlay) throws IOException {
    Container container = overlay.container();
    String port = application().getProperty("quarkus.management.port");
    Map<String, Probe> probes = new TreeMap<>();
    probes.put("/q/health/started", container.getStartupProbe());
    probes.put("/q/health/live", container.getLivenessProbe());
    probes.put("/q/health/ready", container.getReadinessProbe());
    assertThat(probes)
        .allSatisfy(
            (path, probe) -> {
              assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
              assertThat(portOf(container, probe.getHttpGet().getPort()))
                  .isEqualTo(Integer.valueOf(port));
            });
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void thePortsAreThoseOfTheApplication(Overlay overlay) throws IOException {
    Properties application = application();
    assertThat(overlay.container().getPorts())
        .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "http", Integer.valueOf(application.getProperty("quarkus.http.port"))),
            org.assertj.core.groups.Tuple.tuple(
                "management", Integer.valueOf(application.getProperty("quarkus.management.port"))));
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void itAsksForWhatItNeedsAndGetsNoMoreThanItsLimit(Overlay overlay) {
    Map<String, Quantity> requests = overlay.container().getResources().getRequests();
    Map<String, Quantity> limits = overlay.container().getResources().getLimits();
    assertThat(requests).containsOnlyKeys("cpu", "memory");
    assertThat(limits).containsOnlyKeys("cpu", "memory");
    assertThat(requests)
        .allSatisfy(
            (what, request) ->
                assertThat(request.getNumericalAmount())
                    .isPositive()
                    .isLessThanOrEqualTo(limits.get(what).getNumericalAmount()));
    assertThat(overlay.pod().getVolumes())
        .filteredOn(volume -> volume.getEmptyDir() != null)
        .allSatisfy(volume -> assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull());
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void itHasNoPrivilegeAndNothingOfTheNode(Overlay overlay) {
    PodSpec pod = overlay.pod();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(IMAGES_USER);
    assertThat(pod.getSecurityContext().getRunAsGroup()).isEqualTo(IMAGES_USER);
    assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(IMAGES_USER);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getHostPID()).isNull();
    assertThat(pod.getHostIPC()).isNull();
    assertThat(pod.getVolumes()).allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());

    var container = overlay.container().getSecurityContext();
    assertThat(container.getPrivileged()).isFalse();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getCapabilities().getAdd()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void itHasNoRightsInTheCluster(Overlay overlay) {
    ServiceAccount account = overlay.one(ServiceAccount.class);
    assertThat(overlay.pod().getServiceAccountName()).isEqualTo(account.getMetadata().getName());
    assertThat(account.getAutomountServiceAccountToken()).isFalse();
    assertThat(overlay.pod().getAutomountServiceAccountToken()).isFalse();
    assertThat(overlay.pod().getEnableServiceLinks()).isFalse();
    assertThat(overlay.objects())
        .allSatisfy(object -> assertThat(object.getApiVersion()).doesNotContain("rbac"));
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void whatItWritesToIsMountedAndWhatIsMountedIsThere(Overlay overlay) {
    List<VolumeMount> mounts = overlay.container().getVolumeMounts();
    assertThat(mounts)
        .extracting(VolumeMount::getName)
        .containsExactlyInAnyOrderElementsOf(
            overlay.pod().getVolumes().stream().map(Volume::getName).toList());
    assertThat(mounts)
        .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
        .extracting(VolumeMount::getMountPath)
        .isSubsetOf(WRITABLE)
        .contains("/tmp", overlay.settings().get("BRIDGE_DROP_DIRECTORY"));
    for (Volume volume : overlay.pod().getVolumes()) {
      if (volume.getPersistentVolumeClaim() != null) {
        assertThat(overlay.all(PersistentVolumeClaim.class))
            .extracting(claim -> claim.getMetadata().getName())
            .contains(volume.getPersistentVolumeClaim().getClaimName());
      }
    }
    overlay
        .settings()
        .forEach(
            (setting, value) -> {
              if (value.startsWith("/")) {
                assertThat(mounts)
                    .as(setting)
                    .anySatisfy(mount -> assertThat(value).startsWith(mount.getMountPath()));
              }
            });
  }

  @Test
  void replicasShareTheDropFolder() {
    Overlay production = Overlay.of("overlays/production");
    assertThat(production.one(PersistentVolumeClaim.class).getSpec().getAccessModes())
        .containsExactly("ReadWriteMany");
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void aStopMayTakeAsLongAsTheApplicationTakesForOne(Overlay overlay) throws IOException {
    long preStop = overlay.container().getLifecycle().getPreStop().getSleep().getSeconds();
    long grace = overlay.pod().getTerminationGracePeriodSeconds();

    assertThat(preStop).isPositive();
    assertThat(grace).isGreaterThan(preStop + longestStop().toSeconds());
  }

  /** In the words of the settings that there are for it. */
  private static Duration longestStop() throws IOException {
    Properties application = application();
    long camel = Long.parseLong(application.getProperty("camel.main.shutdown-timeout", "0"));
    Duration callers =
        duration(application.getProperty("quarkus.shutdown.delay", "0s"))
            .plus(duration(application.getProperty("quarkus.shutdown.timeout", "0s")));
    Duration all =
        Markdown.readme().table("setting", "default", "meaning").stream()
            .filter(row -> Markdown.plain(row.get(0)).equals("bridge.stop.within"))
            .map(row -> duration(Markdown.plain(row.get(1))))
            .findFirst()
            .orElse(Duration.ofSeconds(camel));
    assertThat(all).isPositive();
    return all.compareTo(callers) > 0 ? all : callers;
  }

  private static Duration duration(String text) {
    return DurationConverter.parseDuration(text);
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void noReplicaGoesBeforeAnotherServesUnlessThereIsOneOnly(Overlay overlay) {
    Deployment deployment = overlay.one(Deployment.class);
    DeploymentStrategy strategy = deployment.getSpec().getStrategy();
    if (strategy.getType().equals("Recreate")) {
      assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
      assertThat(overlay.all(HorizontalPodAutoscaler.class)).isEmpty();
    } else {
      assertThat(strategy.getRollingUpdate().getMaxUnavailable()).isEqualTo(new IntOrString(0));
      assertThat(strategy.getRollingUpdate().getMaxSurge().getIntVal()).isPositive();
    }
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void everySelectorSelectsThePodsAndNothingElse(Overlay overlay) {
    Deployment deployment = overlay.one(Deployment.class);
    Map<String, String> pod = deployment.getSpec().getTemplate().getMetadata().getLabels();
    assertThat(
            Stream.of(
                deployment.getSpec().getSelector(),
                overlay.one(PodDisruptionBudget.class).getSpec().getSelector(),
                overlay.one(NetworkPolicy.class).getSpec().getPodSelector()))
        .extracting(LabelSelector::getMatchLabels)
        .allSatisfy(labels -> assertThat(pod).containsAllEntriesOf(labels))
        .allSatisfy(labels -> assertThat(labels).containsKey(NAME));
    assertThat(overlay.pod().getTopologySpreadConstraints())
        .extracting(spread -> spread.getLabelSelector().getMatchLabels())
        .allSatisfy(labels -> assertThat(pod).containsAllEntriesOf(labels));
    assertThat(overlay.one(Service.class).getSpec().getSelector())
        .containsKey(NAME)
        .satisfies(labels -> assertThat(pod).containsAllEntriesOf(labels));
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void everyPortLeadsToOneOfTheContainer(Overlay overlay) {
    Set<String> ports =
        overlay.container().getPorts().stream()
            .map(ContainerPort::getName)
            .collect(Collectors.toSet());
    assertThat(overlay.one(Service.class).getSpec().getPorts())
        .extracting(port -> port.getTargetPort().getStrVal())
        .containsExactlyInAnyOrderElementsOf(ports);
    assertThat(overlay.one(Service.class).getSpec().getPorts())
        .allSatisfy(
            port ->
                assertThat(portOf(overlay.container(), port.getTargetPort()))
                    .isEqualTo(port.getPort()));
    assertThat(overlay.one(NetworkPolicy.class).getSpec().getIngress())
        .flatExtracting(rule -> rule.getPorts())
        .extracting(port -> port.getPort().getStrVal())
        .isSubsetOf(ports);
    assertThat(overlay.all(Ingress.class))
        .flatExtracting(ManifestRulesTest::paths)
        .extracting(path -> path.getBackend().getService())
        .allSatisfy(
            service -> {
              assertThat(service.getName())
                  .isEqualTo(overlay.one(Service.class).getMetadata().getName());
              assertThat(overlay.one(Service.class).getSpec().getPorts())
                  .extracting(ServicePort::getName)
                  .contains(service.getPort().getName());
              assertThat(service.getPort().getName()).isEqualTo("http");
            });
  }

  private static int portOf(Container container, IntOrString port) {
    return container.getPorts().stream()
        .filter(candidate -> candidate.getName().equals(port.getStrVal()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no port " + port.getStrVal()))
        .getContainerPort();
  }

  private static List<HTTPIngressPath> paths(Ingress ingress) {
    return ingress.getSpec().getRules().stream()
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .toList();
  }

  @Test
  void theBankReachesNothingOfTheBackOfficesAndTheBackOfficeNothingOfTheBanks() {
    Map<String, Set<String>> pathsOfHosts = new TreeMap<>();
    for (Ingress ingress : Overlay.of("overlays/production").all(Ingress.class)) {
      Set<String> hosts = new HashSet<>(ingress.getSpec().getTls().get(0).getHosts());
      assertThat(ingress.getSpec().getRules()).hasSize(1);
      assertThat(hosts).containsExactly(ingress.getSpec().getRules().get(0).getHost());
      assertThat(
              pathsOfHosts.put(
                  ingress.getMetadata().getName(),
                  paths(ingress).stream()
                      .map(HTTPIngressPath::getPath)
                      .collect(Collectors.toSet())))
          .isNull();
    }
    assertThat(pathsOfHosts)
        .containsOnly(
            Map.entry("briapi-bridge-bank", Set.of("/snap", "/Snap")),
            Map.entry("briapi-bridge-office", Set.of("/bri", "/api")));
    assertThat(
            Overlay.of("overlays/production").all(Ingress.class).stream()
                .map(ingress -> ingress.getSpec().getRules().get(0).getHost())
                .distinct())
        .hasSize(2);
  }

  @ParameterizedTest
  @FieldSource("overlays")
  void nothingComesInOrGoesOutThatIsNotNamed(Overlay overlay) {
    var policy = overlay.one(NetworkPolicy.class).getSpec();
    assertThat(policy.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(policy.getIngress())
        .allSatisfy(
            rule -> {
              assertThat(rule.getFrom()).isNotEmpty();
              assertThat(rule.getPorts()).hasSize(1);
            });
    assertThat(policy.getEgress())
        .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty())
        .flatExtracting(rule -> rule.getPorts())
        .extracting(NetworkPolicyPort::getPort)
        .isSubsetOf(new IntOrString(53), new IntOrString(443), new IntOrString(5432));
  }

  @Test
  void theDemoReachesNothing() {
    assertThat(Overlay.of("overlays/demo").one(NetworkPolicy.class).getSpec().getEgress())
        .isEmpty();
    assertThat(Overlay.of("overlays/demo").one(Deployment.class).getSpec().getReplicas())
        .isEqualTo(1);
  }

  @Test
  void threeReplicasAreSpreadOverNodesAndTheAutoscalerAloneSaysHowMany() {
    Overlay production = Overlay.of("overlays/production");
    Deployment deployment = production.one(Deployment.class);
    HorizontalPodAutoscaler scaler = production.one(HorizontalPodAutoscaler.class);
    assertThat(deployment.getSpec().getReplicas()).isNull();
    assertThat(scaler.getSpec().getMinReplicas()).isEqualTo(3);
    assertThat(scaler.getSpec().getMaxReplicas()).isGreaterThan(3);
    assertThat(scaler.getSpec().getScaleTargetRef().getApiVersion())
        .isEqualTo(deployment.getApiVersion());
    assertThat(scaler.getSpec().getScaleTargetRef().getKind()).isEqualTo(deployment.getKind());
    assertThat(scaler.getSpec().getScaleTargetRef().getName())
        .isEqualTo(deployment.getMetadata().getName());
    assertThat(production.pod().getTopologySpreadConstraints())
        .anySatisfy(
            spread -> {
              assertThat(spread.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
              assertThat(spread.getWhenUnsatisfiable()).isEqualTo("DoNotSchedule");
            });
  }

  @ParameterizedTest
  @FieldSource("everything")
  void noSecretIsInTheRepository(Overlay overlay) {
    assertThat(overlay.all(Secret.class)).isEmpty();
    assertThat(overlay.all(ConfigMap.class))
        .flatExtracting(map -> map.getData().keySet())
        .noneMatch(key -> secret(key.toString()));
  }

  @Test
  void theTemplateNamesTheSecretsWithoutTheirValuesAndThePodsReadThem() throws IOException {
    Secret template = Overlay.secretTemplate();
    assertThat(template.getData()).isEmpty();
    assertThat(template.getStringData().values()).isNotEmpty().containsOnly("");
    assertThat(Overlay.of("overlays/production").container().getEnvFrom())
        .filteredOn(from -> from.getSecretRef() != null)
        .extracting(EnvFromSource::getSecretRef)
        .singleElement()
        .satisfies(
            secret -> {
              assertThat(secret.getName()).isEqualTo(template.getMetadata().getName());
              // a pod that waits is better than one that starts without
              assertThat(secret.getOptional()).isNull();
            });
    Set<String> secretSettings =
        Markdown.readme().table("setting", "default", "meaning").stream()
            .map(row -> variable(Markdown.plain(row.get(0)).replace("<name>", "erp")))
            .filter(ManifestRulesTest::secret)
            .collect(Collectors.toSet());
    assertThat(template.getStringData().keySet()).containsAll(secretSettings);
  }

  private static boolean secret(String variable) {
    return variable.matches(".*(SECRET(_KEY)?|PASSWORD|CORPORATE_KEY|KEY_SHA256)");
  }

  private static String variable(String setting) {
    return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
  }

  private static Properties application() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
      properties.load(in);
    }
    return properties;
  }

  @ParameterizedTest
  @FieldSource("everything")
  void noNameIsUsedTwice(Overlay overlay) {
    assertThat(overlay.objects())
        .extracting(HasMetadata::getKind, object -> object.getMetadata().getName())
        .doesNotHaveDuplicates();
  }
}
