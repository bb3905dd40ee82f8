package ai.nmt.cli;

import ai.nmt.cli.command.AnalyzeCommand;
import ai.nmt.cli.command.ApplyBpeCommand;
import ai.nmt.cli.command.AverageCheckpointsCommand;
import ai.nmt.cli.command.BenchmarkCommand;
import ai.nmt.cli.command.CleanCorpusCommand;
import ai.nmt.cli.command.ConvertCommand;
import ai.nmt.cli.command.DetokenizeCommand;
import ai.nmt.cli.command.GenerateCommand;
import ai.nmt.cli.command.GenerateCompletionCommand;
import ai.nmt.cli.command.GetVocabCommand;
import ai.nmt.cli.command.InteractiveCommand;
import ai.nmt.cli.command.LearnBpeCommand;
import ai.nmt.cli.command.LearnJointBpeAndVocabCommand;
import ai.nmt.cli.command.LowercaseCommand;
import ai.nmt.cli.command.NormalizePunctuationCommand;
import ai.nmt.cli.command.PreprocessCommand;
import ai.nmt.cli.command.RemoveNonPrintingCommand;
import ai.nmt.cli.command.ReportCommand;
import ai.nmt.cli.command.SampleCorpusCommand;
import ai.nmt.cli.command.ScoreCommand;
import ai.nmt.cli.command.SpmDecodeCommand;
import ai.nmt.cli.command.SpmEncodeCommand;
import ai.nmt.cli.command.TokenizeCommand;
import ai.nmt.cli.command.TrainCommand;
import ai.nmt.cli.command.ValidateCommand;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands, in the order of the data's way.
 *
 * <p>Reading the flags of all commands takes longer than most of what text tools do. So only a
 * command that is named among the arguments gets its flags; the others are there by name and
 * description, for the list of commands and for suggestions.
 */
final class CommandList {
  private static final List<Class<? extends Callable<Integer>>> COMMANDS =
      List.of(
          SampleCorpusCommand.class,
          NormalizePunctuationCommand.class,
          RemoveNonPrintingCommand.class,
          TokenizeCommand.class,
          DetokenizeCommand.class,
          LowercaseCommand.class,
          CleanCorpusCommand.class,
          LearnBpeCommand.class,
          LearnJointBpeAndVocabCommand.class,
          ApplyBpeCommand.class,
          GetVocabCommand.class,
          SpmEncodeCommand.class,
          SpmDecodeCommand.class,
          PreprocessCommand.class,
          TrainCommand.class,
          ValidateCommand.class,
          AverageCheckpointsCommand.class,
          ReportCommand.class,
          GenerateCommand.class,
          InteractiveCommand.class,
          ScoreCommand.class,
          ConvertCommand.class,
          AnalyzeCommand.class,
          BenchmarkCommand.class,
          GenerateCompletionCommand.class);

  private CommandList() {}

  /**
   * Adds all commands to the root.
   *
   * @param root the root command
   * @param arguments what was typed
   */
  static void addTo(CommandLine root, Collection<String> arguments) {
    // Completion is about the flags of every command.
    boolean all = arguments.contains(name(GenerateCompletionCommand.class));
    for (Class<?> command : COMMANDS) {
      if (all || arguments.contains(name(command))) {
        root.addSubcommand(command);
      } else {
        root.addSubcommand(new CommandLine(described(command)));
      }
    }
  }

  private static CommandSpec described(Class<?> command) {
    CommandSpec spec = CommandSpec.create().name(name(command));
    spec.usageMessage().description(command.getAnnotation(Command.class).description());
    return spec;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
