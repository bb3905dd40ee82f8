package ai.nmt.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: it holds the flags that all commands of {@link CommandList} have. */
@Command(
    name = "nmt",
    description = "Trains, runs and evaluates neural machine translation models.",
    versionProvider = BuildInfo.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "'nmt COMMAND --help' or 'nmt help COMMAND' describes a command. '@FILE' among the arguments"
          + " stands for the arguments in FILE.",
      "Results go to standard output, progress and messages to standard error.",
      "Exit codes: 0 done, 1 failed, 2 wrong use, 130 or 143 interrupted."
    })
public final class Nmt implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      order = 1000,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli answers the flag itself
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  @SuppressWarnings("UnusedVariable") // picocli answers the flag itself
  private boolean version;

  @Option(
      names = "--log-level",
      scope = ScopeType.INHERIT,
      order = 1001,
      paramLabel = "LEVEL",
      defaultValue = "info",
      description =
          "How much to log: ${COMPLETION-CANDIDATES}; debug also shows the stack trace of errors.")
  private LogLevel logLevel = LogLevel.INFO;

  /** Returns how much to log. */
  LogLevel logLevel() {
    return logLevel;
  }

  /** Reports that no command was given. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
