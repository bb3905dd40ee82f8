package ai.nmt.cli;

import ai.nmt.cli.option.IdleFlags;
import ai.nmt.cli.option.NumberConverters;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of {@code nmt}. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    // The toolkit's text is UTF-8 and its numbers are English whatever the locale says.
    Locale.setDefault(Locale.ROOT);
    System.setOut(standardOutput(new FileOutputStream(FileDescriptor.out)));
    System.setErr(utf8(new FileOutputStream(FileDescriptor.err)));
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> reportUncaught(error));
    System.exit(run(arguments));
  }

  /** Threads that nobody waits for, such as a library's, tell of their end as commands do. */
  static void reportUncaught(Throwable error) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    new ErrorReport().report(commandLine(err, err, List.of()), error);
    err.flush();
  }

  /**
   * Runs one command on {@code System.in}, {@code System.out} and {@code System.err}.
   *
   * @return the exit code
   */
  public static int run(String... arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    try {
      String[] expanded = withoutHelpCommand(ArgumentFiles.expand(arguments));
      List<String> words = List.of(expanded);
      CommandLine commandLine = commandLine(out, err, words);
      int code = execute(commandLine, expanded, () -> commandLine(out, err, words));
      // What is printed last may be what does not fit on the disk any more.
      out.flush();
      return code;
    } catch (RuntimeException | Error e) {
      return new ErrorReport().report(commandLine(out, err, List.of()), e);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** Reads {@code help COMMAND}, as other programs have it, as {@code COMMAND --help}. */
  private static String[] withoutHelpCommand(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals("help")) {
      return arguments;
    }
    String[] asked = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
    asked[asked.length - 1] = "--help";
    return asked;
  }

  private static int execute(
      CommandLine commandLine, String[] arguments, Supplier<CommandLine> probe) {
    Optional<FairseqArguments> fairseq = FairseqArguments.of(commandLine, arguments);
    try {
      String[] own = fairseq.isPresent() ? fairseq.get().read(arguments) : arguments;
      String[] counting = RepeatedLists.keepLast(commandLine, own);
      String[] complete = ConfigFile.expand(probe, counting, fairseq);
      fairseq.ifPresent(
          told -> commandLine.setExecutionStrategy(parsed -> run(parsed, told::tell)));
      return commandLine.execute(complete);
    } catch (ParameterException e) {
      return new ErrorReport().wrongArguments(e, arguments);
    }
  }

  /** Builds the parser; commands that are not among the arguments get no flags. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err, List<String> arguments) {
    ErrorReport errors = new ErrorReport(arguments);
    CommandLine commandLine = new CommandLine(new Nmt());
    CommandList.addTo(commandLine, arguments);
    commandLine
        .setOut(out)
        .setErr(err)
        .setExpandAtFiles(false)
        .setOverwrittenOptionsAllowed(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(CommandHelp.width())
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setExecutionStrategy(parsed -> run(parsed, () -> {}));
    NumberConverters.register(commandLine);
    describe(commandLine);
    return commandLine;
  }

  /** Runs the command; before it does, {@code tell} may say something at the level of INFO. */
  private static int run(ParseResult parsed, Runnable tell) {
    Nmt root = parsed.commandSpec().root().commandLine().getCommand();
    root.logLevel().apply();
    requireCommands(parsed);
    requireChoices(parsed);
    if (root.logLevel().compareTo(LogLevel.INFO) >= 0) {
      tell.run();
    }
    IdleFlags.tell(parsed);
    return run(parsed);
  }

  /** Beside {@code --help} the parser takes an unknown command for nothing. */
  private static void requireCommands(ParseResult parsed) {
    for (CommandLine command : parsed.asCommandLineList()) {
      List<String> unmatched = command.getParseResult().unmatched();
      boolean hasCommands = !command.getSubcommands().isEmpty();
      if (hasCommands && unmatched.stream().anyMatch(word -> !word.startsWith("-"))) {
        throw new UnmatchedArgumentException(command, unmatched);
      }
    }
  }

  /** Runs the command, or prints the help, whose errors the parser would take for bugs. */
  private static int run(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (UncheckedIOException e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
    } catch (Error e) {
      // The parser handles exceptions alone.
      List<CommandLine> commands = parsed.asCommandLineList();
      return new ErrorReport().report(commands.get(commands.size() - 1), e);
    }
  }

  /** Checks options whose help names all choices, but whose values are plain text. */
  private static void requireChoices(ParseResult parsed) {
    for (ParameterException wrong : ArgumentErrors.wrongChoices(parsed)) {
      throw wrong;
    }
    if (parsed.hasSubcommand()) {
      requireChoices(parsed.subcommand());
    }
  }

  /** Sets what the help of all commands has in common. */
  private static void describe(CommandLine commandLine) {
    commandLine
        .getCommandSpec()
        .usageMessage()
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .parameterListHeading("%nArguments:%n")
        .commandListHeading("%nCommands:%n");
    CommandHelp.describeFlags(commandLine);
    commandLine.getSubcommands().values().forEach(Main::describe);
  }

  /** Standard output as {@link #main} sets it: what cannot be written ends the command. */
  static PrintStream standardOutput(OutputStream output) {
    return utf8(new CheckedOutput(output));
  }

  private static PrintStream utf8(OutputStream output) {
    return new PrintStream(output, true, StandardCharsets.UTF_8);
  }
}
