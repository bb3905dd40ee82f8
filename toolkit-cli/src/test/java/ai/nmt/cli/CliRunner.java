package ai.nmt.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs {@code nmt} inside the test's JVM and catches what it prints.
 *
 * <pre>{@code
 * CliRunner.Result result = CliRunner.run("score", "-i", hypotheses, reference);
 * assertThat(result.exitCode()).isZero();
 * }</pre>
 */
public final class CliRunner {
  /**
   * What a command left behind.
   *
   * @param exitCode the exit code
   * @param out all of standard output
   * @param err all of standard error
   */
  public record Result(int exitCode, String out, String err) {
    /** Returns the lines of standard output. */
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  private CliRunner() {}

  /** Runs a command with empty standard input. */
  public static Result run(String... arguments) {
    return runWithInput("", arguments);
  }

  /** Runs a command with the given standard input. */
  public static Result runWithInput(String input, String... arguments) {
    return run(input, new ByteArrayOutputStream(), line -> {}, arguments);
  }

  /**
   * Runs a command and disturbs it: each line of standard error is shown when it appears, and the
   * command waits meanwhile.
   */
  public static Result runWatched(Consumer<String> watcher, String... arguments) {
    return run("", new ByteArrayOutputStream(), watcher, arguments);
  }

  /** Runs a command whose standard output, set as the program sets it, goes to a file or device. */
  public static Result runInto(Path output, String... arguments) throws IOException {
    try (OutputStream file = Files.newOutputStream(output)) {
      return run("", file, line -> {}, arguments);
    }
  }

  /** Runs a command whose standard output, set as the program sets it, goes to a stream. */
  public static Result runInto(OutputStream output, String... arguments) {
    return run("", output, line -> {}, arguments);
  }

  private static Result run(
      String input, OutputStream output, Consumer<String> watcher, String... arguments) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    Lines caughtErr = new Lines(watcher);
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    System.setOut(Main.standardOutput(output));
    System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(arguments);
      return new Result(
          code,
          output instanceof ByteArrayOutputStream caught
              ? caught.toString(StandardCharsets.UTF_8)
              : "",
          caughtErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Catches bytes and shows each line once it is whole. */
  private static final class Lines extends ByteArrayOutputStream {
    private final Consumer<String> watcher;
    private int shown;

    Lines(Consumer<String> watcher) {
      this.watcher = watcher;
    }

    @Override
    public synchronized void write(byte[] bytes, int start, int length) {
      super.write(bytes, start, length);
      for (int i = shown; i < count; i++) {
        if (buf[i] == '\n') {
          String line = new String(buf, shown, i - shown, StandardCharsets.UTF_8);
          shown = i + 1;
          watcher.accept(line);
        }
      }
    }
  }
}
