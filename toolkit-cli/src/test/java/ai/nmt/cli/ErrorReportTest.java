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
import org.junit.jupiter.api.Test;
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
