package ai.nmt.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** What the packages of the command line may use. */
class CommandPackagesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ai.nmt.cli");

  @Test
  void optionsAndReportsDoNotKnowTheCommands() {
    noClasses()
        .that()
        .resideInAnyPackage("ai.nmt.cli.option..", "ai.nmt.cli.report..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.nmt.cli.command..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void reportsDoNotKnowTheOptions() {
    noClasses()
        .that()
        .resideInAPackage("ai.nmt.cli.report..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.nmt.cli.option..")
        .check(CLASSES);
  }

  @Test
  void theTableOfFairseqsFlagsKnowsNothingElse() {
    classes()
        .that()
        .resideInAPackage("ai.nmt.cli.fairseq..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("ai.nmt.cli.fairseq..", "java..")
        .check(CLASSES);
  }

  @Test
  void everyCommandReturnsItsExitCode() {
    classes()
        .that()
        .areAnnotatedWith(Command.class)
        .and()
        .resideInAPackage("ai.nmt.cli.command..")
        .should()
        .implement(Callable.class)
        .check(CLASSES);
  }

  @Test
  void tensorsStayInTheCore() {
    noClasses().should().dependOnClassesThat().resideInAPackage("ai.djl..").check(CLASSES);
  }
}
