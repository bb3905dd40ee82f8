package ai.nmt.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.command.BenchmarkCommand;
import ai.nmt.cli.command.GenerateCommand;
import ai.nmt.cli.command.InteractiveCommand;
import ai.nmt.cli.command.PreprocessCommand;
import ai.nmt.cli.command.ScoreCommand;
import ai.nmt.cli.command.TrainCommand;
import ai.nmt.cli.command.ValidateCommand;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What {@link OnlyWith} says has to be true of every command that has the option. */
class IdleFlagsTest {
  static Stream<Object> commands() {
    return Stream.of(
        new TrainCommand(),
        new BenchmarkCommand(),
        new ValidateCommand(),
        new GenerateCommand(),
        new InteractiveCommand(),
        new PreprocessCommand(),
        new ScoreCommand());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void conditionsNameFlagsAndValuesThatExist(Object command) {
    CommandSpec spec = new CommandLine(command).getCommandSpec();
    for (OptionSpec option : spec.options()) {
      OnlyWith only = ((AnnotatedElement) option.userObject()).getAnnotation(OnlyWith.class);
      if (only != null) {
        for (String flag : only.flag()) {
          assertThat(spec.findOption(flag)).as(option.longestName() + ": " + flag).isNotNull();
        }
        if (only.value().length > 0) {
          assertThat(only.flag()).hasSize(1);
          assertThat(choices(spec.findOption(only.flag()[0])))
              .as(option.longestName())
              .contains(only.value());
        }
      }
    }
  }

  @Test
  void everyOptimizerAndScheduleHasItsFlags() {
    CommandSpec spec = new CommandLine(new TrainCommand()).getCommandSpec();
    Set<String> named = new TreeSet<>();
    for (OptionSpec option : spec.options()) {
      OnlyWith only = ((AnnotatedElement) option.userObject()).getAnnotation(OnlyWith.class);
      if (only != null) {
        named.addAll(List.of(only.value()));
      }
    }
    Set<String> choices = new TreeSet<>(choices(spec.findOption("--optimizer")));
    choices.addAll(choices(spec.findOption("--lr-scheduler")));
    // Adagrad has no flag of its own.
    choices.remove("adagrad");
    assertThat(named).containsAll(choices);
  }

  private static List<String> choices(OptionSpec option) {
    List<String> choices = new ArrayList<>();
    option.completionCandidates().forEach(choices::add);
    return choices;
  }
}
