package ai.nmt.cli;

import ai.nmt.io.FailureException;
import ai.nmt.io.InputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns what went wrong into one message on standard error and an {@link ExitCode}.
 *
 * <p>What the user can put right (flags, values, missing or damaged files) is {@link
 * ExitCode#WRONG_USE} and shows no stack trace. What the machine refuses (full disk, no memory) is
 * {@link ExitCode#FAILED} with one line. Everything else is a bug: {@link ExitCode#FAILED} with its
 * stack trace. {@code --log-level debug} shows the trace in every case.
 */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String CORE = "ai.nmt.";

  private final ArgumentErrors arguments;

  /** Reports errors that are not about arguments. */
  ErrorReport() {
    this(List.of());
  }

  /**
   * Reports errors of a command line.
   *
   * @param typed its words
   */
  ErrorReport(List<String> typed) {
    this.arguments = new ArgumentErrors(typed);
  }

  @Override
  public int handleParseException(ParameterException error, String[] parsed) {
    return wrongArguments(error, arguments.describe(error, parsed), parsed);
  }

  /** Reports arguments that could not be given to the parser and returns the exit code. */
  int wrongArguments(ParameterException error, String[] typed) {
    return wrongArguments(error, error.getMessage(), typed);
  }

  private static int wrongArguments(ParameterException error, String message, String[] words) {
    CommandLine command = error.getCommandLine();
    say(command, message + ConfigFile.mention(words) + hint(command.getCommandSpec()));
    trace(command, error);
    return ExitCode.WRONG_USE;
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    return report(command, error);
  }

  /** Reports an error that a command threw and returns the exit code. */
  int report(CommandLine command, Throwable thrown) {
    Throwable error = cause(thrown);
    if (isClosedOutput(error)) {
      return ExitCode.OUTPUT_CLOSED;
    }
    if (error instanceof InputException || isRejectedValue(error)) {
      say(command, error.getMessage());
      trace(command, error);
      return error instanceof FailureException ? ExitCode.FAILED : ExitCode.WRONG_USE;
    }
    if (error instanceof IOException io) {
      say(command, describe(io));
      trace(command, error);
      return isWrongPath(io) ? ExitCode.WRONG_USE : ExitCode.FAILED;
    }
    Optional<String> failure = MachineFailure.describe(error);
    if (failure.isPresent()) {
      say(command, failure.get());
      trace(command, error);
      return ExitCode.FAILED;
    }
    say(command, "this should not have happened; please report it with the lines below.");
    error.printStackTrace(command.getErr());
    return ExitCode.FAILED;
  }

  /** What went wrong inside what only says that something did. */
  private static Throwable cause(Throwable thrown) {
    boolean isWrapping =
        thrown instanceof UncheckedIOException || thrown instanceof ExceptionInInitializerError;
    return isWrapping && thrown.getCause() != null ? cause(thrown.getCause()) : thrown;
  }

  private static String hint(CommandSpec spec) {
    return "%n'%s --help' lists what it understands.".formatted(spec.qualifiedName());
  }

  private static String describe(IOException error) {
    String message = firstLine(error.getMessage());
    if (error instanceof NoSuchFileException missing) {
      return "no such file or folder: '%s'.".formatted(missing.getFile());
    }
    if (error instanceof FileNotFoundException) {
      return "no such file: " + message;
    }
    if (error instanceof AccessDeniedException denied) {
      return "no permission for '%s'.".formatted(denied.getFile());
    }
    if (error instanceof NotDirectoryException file) {
      return "'%s' is not a folder.".formatted(file.getFile());
    }
    if (error instanceof FileAlreadyExistsException existing) {
      return "'%s' is in the way: it exists already.".formatted(existing.getFile());
    }
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("disk quota exceeded")) {
      return "the disk is full: %s. Free some space and run the command again.".formatted(message);
    }
    return "reading or writing failed: " + message;
  }

  private static boolean isWrongPath(IOException error) {
    return error instanceof FileNotFoundException
        || error instanceof NoSuchFileException
        || error instanceof AccessDeniedException
        || error instanceof NotDirectoryException
        || error instanceof FileAlreadyExistsException
        || (error instanceof FileSystemException system
            && "Is a directory".equals(system.getReason()));
  }

  /** Whether the toolkit's own code refused a value; from a library it would be a bug. */
  private static boolean isRejectedValue(Throwable error) {
    return error instanceof IllegalArgumentException
        && error.getStackTrace().length > 0
        && error.getStackTrace()[0].getClassName().startsWith(CORE);
  }

  /** Whether the reader of standard output went away, as {@code head} does. */
  static boolean isClosedOutput(Throwable error) {
    return error instanceof IOException && "Broken pipe".equals(error.getMessage());
  }

  private static void say(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.printf("%s: %s%n", command.getCommandSpec().qualifiedName(), message);
  }

  private static void trace(CommandLine command, Throwable error) {
    Object root = command.getCommandSpec().root().userObject();
    if (root instanceof Nmt nmt && nmt.logLevel().compareTo(LogLevel.DEBUG) >= 0) {
      error.printStackTrace(command.getErr());
    }
  }

  private static String firstLine(String message) {
    return message == null ? "no details" : message.lines().findFirst().orElse("no details");
  }
}
