package ai.nmt.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The package graph of ARCHITECTURE.md, as rules. A package of many classes has rooms, packages
 * within it, which are on the map like any other.
 */
class PackageGraphTest {
  private static final String BASE = "ai.nmt.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ai.nmt", "ai.djl.pytorch.jni");

  /** Packages that know nothing of DJL. */
  private static final Set<String> PLAIN_JAVA =
      Set.of(
          "io",
          "random",
          "unicode",
          "regex",
          "pickle",
          "torchfile",
          "text",
          "subword",
          "rules",
          "vocab",
          "corpus",
          "batch",
          "schedule",
          "search",
          "tensorboard",
          "report",
          "jbleu",
          "chart");

  /** What each package and room may use; what those use is allowed as well. */
  private static final Map<String, List<String>> USES = new LinkedHashMap<>();

  static {
    USES.put("io", List.of());
    USES.put("random", List.of());
    USES.put("unicode", List.of());
    USES.put("regex", List.of("io"));
    USES.put("text", List.of("random", "regex", "unicode"));
    USES.put("schedule", List.of());
    USES.put("search", List.of());
    USES.put("jbleu", List.of("random", "unicode"));
    USES.put("chart", List.of("io"));
    USES.put("subword", List.of("io", "random", "regex"));
    USES.put("tensorboard", List.of("io"));
    USES.put("report", List.of("io", "chart"));
    USES.put("sentencepiece", List.of("subword"));
    USES.put("rules", List.of("text", "sentencepiece"));
    USES.put("vocab", List.of("io", "unicode"));
    USES.put("corpus", List.of("vocab"));
    USES.put("batch", List.of("corpus", "random"));
    USES.put("tensor", List.of("batch"));
    USES.put("nn", List.of("tensor"));
    USES.put("residual", List.of("nn"));
    USES.put("transformer", List.of("residual"));
    USES.put("loss", List.of("tensor"));
    USES.put("optim", List.of("tensor"));
    USES.put("checkpoint", List.of("tensor"));
    USES.put("distributed", List.of("tensor"));
    USES.put("pickle", List.of());
    USES.put("torchfile", List.of("io", "pickle"));
    USES.put("interop", List.of("train.saving", "torchfile"));
    USES.put("train.update", List.of("transformer", "loss", "optim", "batch", "distributed"));
    USES.put("train", List.of("train.update", "schedule"));
    USES.put("train.validation", List.of("train"));
    USES.put("train.saving", List.of("train", "checkpoint"));
    USES.put("train.guard", List.of("train", "residual"));
    USES.put("train.loop", List.of("train.validation", "train.saving", "train.guard"));
    USES.put("translate", List.of("text", "subword", "vocab", "batch", "transformer", "search"));
    USES.put("analysis", List.of("transformer", "loss"));
    USES.put("run", List.of("rules", "interop"));
    USES.put("run.prepare", List.of("run"));
    USES.put("run.translation", List.of("run", "translate", "jbleu"));
    USES.put(
        "run.training", List.of("run", "run.translation", "train.loop", "tensorboard", "report"));
    USES.put("run.analyses", List.of("run", "analysis", "chart"));
    USES.put("run.benchmark", List.of("run", "train.update", "corpus"));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("ai.nmt.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** A package with rooms counts as one of them: what its rooms share, or what joins them. */
  @Test
  void roomsHaveNoCycles() {
    slices().matching("ai.nmt.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsOnTheMap() {
    Set<String> found =
        CLASSES.stream()
            .map(type -> type.getPackageName())
            .filter(name -> name.startsWith(BASE))
            .map(name -> name.substring(BASE.length()))
            .collect(toCollection(TreeSet::new));
    Assertions.assertThat(USES.keySet()).containsAll(found);
  }

  @TestFactory
  Stream<DynamicTest> everyPackageUsesOnlyWhatItMay() {
    return USES.keySet().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> ruleOf(name).check(CLASSES)));
  }

  @Test
  void plainPackagesDoNotKnowDjl() {
    noClasses()
        .that()
        .resideInAnyPackage(
            PLAIN_JAVA.stream().map(name -> BASE + name + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void coreDoesNotKnowTheCommandLine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "ch.qos.logback..")
        .check(CLASSES);
  }

  private static ArchRule ruleOf(String name) {
    Set<String> forbidden = new LinkedHashSet<>(USES.keySet());
    forbidden.removeAll(reachable(name, new LinkedHashSet<>()));
    return noClasses()
        .that()
        .resideInAPackage(BASE + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(patterns(forbidden))
        .allowEmptyShould(true);
  }

  private static Set<String> reachable(String name, Set<String> seen) {
    if (seen.add(name)) {
      USES.get(name).forEach(used -> reachable(used, seen));
    }
    return seen;
  }

  private static String[] patterns(Set<String> names) {
    return names.stream().map(name -> BASE + name).toArray(String[]::new);
  }
}
