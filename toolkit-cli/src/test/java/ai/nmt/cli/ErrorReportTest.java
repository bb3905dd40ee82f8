package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ErrorReportTest {
  /** A command that does what the test says. */
  @Command(name = "work")
  private record Work(Callable<Integer> task) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return task.call();
    }
  }

  private final StringWriter err = new StringWriter();

  @Test
  void aUserMistakeIsOneMessageAndCodeTwo() {
    int code =
        run(
            () -> {
              throw new InputException("train.de has 3 lines, train.en has 4.");
            });
    assertThat(code).isEqualTo(ExitCode.WRONG_USE);
    assertThat(err.toString()).isEqualTo("nmt work: train.de has 3 lines, train.en has 4.\n");
  }

  @Test
  void aValueThatOurCodeRefusesIsAUserMistake() {
    int code =
        run(
            () -> {
              throw new IllegalArgumentException("dropout must be in [0, 1), was 1.5");
            });
    assertThat(code).isEqualTo(ExitCode.WRONG_USE);
    assertThat(err.toString()).isEqualTo("nmt work: dropout must be in [0, 1), was 1.5\n");
  }

  @Test
  void aValueThatALibraryRefusesIsABug() {
    int code = run(() -> new ArrayList<Integer>(-1).size());
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("please report it", "Illegal Capacity", "\tat ");
  }

  @Test
  void aMissingFileIsAUserMistakeAlsoInsideAStream() {
    int code =
        run(
            () -> {
              throw new UncheckedIOException(new NoSuchFileException("data/train.de"));
            });
    assertThat(code).isEqualTo(ExitCode.WRONG_USE);
    assertThat(err.toString()).isEqualTo("nmt work: no such file or folder: 'data/train.de'.\n");
  }

  @Test
  void aFullDiskIsAFailureInOneLine() {
    int code =
        run(
            () -> {
              throw new FileSystemException("models/last", null, "No space left on device");
            });
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains("the disk is full: models/last: No space left on device")
        .doesNotContain("\tat ");
  }

  @Test
  void aUsedUpQuotaIsAFullDisk() {
    int code =
        run(
            () -> {
              throw InputException.cannotWrite(
                  Path.of("last"), new IOException("Disk quota exceeded"));
            });
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .isEqualTo(
            "nmt work: the disk is full: cannot write last: Disk quota exceeded. Free some space"
                + " and run the command again.\n");
  }

  @Test
  void aClosedOutputIsSilent() {
    int code =
        run(
            () -> {
              throw new IOException("Broken pipe");
            });
    assertThat(code).isEqualTo(ExitCode.OUTPUT_CLOSED);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void nativeMemoryThatRanOutIsAFailureInOneLine() {
    int code =
        run(
            () -> {
              throw new IllegalStateException("DefaultCPUAllocator: can't allocate memory");
            });
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("out of memory", "--max-tokens").doesNotContain("\tat ");
  }

  /** Errors, which are no exceptions, on any thread that a command waits for. */
  @ParameterizedTest
  @MethodSource("failures")
  void whatTheMachineRefusesIsAFailureInOneLine(Error error, String message) {
    int code =
        run(
            () -> {
              throw error;
            });
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).startsWith("nmt work: " + message).doesNotContain("\tat ");
    assertThat(err.toString().lines()).hasSize(1);
  }

  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new OutOfMemoryError("Java heap space"),
            "out of memory (Java heap space): the Java heap may take %d MB. NMT_JAVA_OPTS=-Xmx... gives more."
                .formatted(Runtime.getRuntime().maxMemory() >> 20)),
        Arguments.of(
            new OutOfMemoryError("unable to create native thread: possibly out of memory"),
            "out of memory (unable to create native thread: possibly out of memory). Use fewer"
                + " threads,"),
        Arguments.of(
            new OutOfMemoryError("Cannot reserve 9 bytes of direct buffer memory"),
            "out of memory (Cannot reserve 9 bytes of direct buffer memory)."
                + " NMT_JAVA_OPTS=-XX:MaxDirect"),
        Arguments.of(
            new StackOverflowError(),
            "the stack of a thread is too small for this input. NMT_JAVA_OPTS=-Xss16m gives 16"
                + " MB."),
        Arguments.of(
            new UnsatisfiedLinkError("libfreetype.so.6: cannot open shared object file"),
            "a native library cannot be loaded: libfreetype.so.6: cannot open shared object file."),
        Arguments.of(
            new NoClassDefFoundError("java/awt/Shape"),
            "a part of the program or of Java is missing or damaged (NoClassDefFoundError:"
                + " java/awt/Shape). Java is "),
        Arguments.of(
            new ExceptionInInitializerError(new OutOfMemoryError("Java heap space")),
            "out of memory (Java heap space)"));
  }

  @Test
  void anErrorOfOurOwnIsABug() {
    int code =
        run(
            () -> {
              throw new AssertionError("cannot be");
            });
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("please report it", "cannot be", "\tat ");
  }

  @Test
  void debugShowsTheStackTraceOfUserMistakes() {
    int code =
        run(
            () -> {
              throw new InputException("no");
            },
            "--log-level",
            "debug");
    assertThat(code).isEqualTo(ExitCode.WRONG_USE);
    assertThat(err.toString()).startsWith("nmt work: no\n").contains("\tat ");
  }

  private int run(Callable<Integer> task, String... options) {
    PrintWriter writer = new PrintWriter(err, true);
    CommandLine commandLine = Main.commandLine(writer, writer, List.of());
    commandLine.addSubcommand(new CommandLine(new Work(task)));
    commandLine.getSubcommands().get("work").setErr(writer);
    commandLine.setExecutionExceptionHandler(new ErrorReport());
    String[] arguments = new String[options.length + 1];
    System.arraycopy(options, 0, arguments, 0, options.length);
    arguments[options.length] = "work";
    int code = commandLine.execute(arguments);
    LogLevel.INFO.apply();
    return code;
  }
}
