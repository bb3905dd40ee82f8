package ai.nmt.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
    ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    System.setOut(new PrintStream(caughtOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(arguments);
      System.out.flush();
      return new Result(
          code,
          caughtOut.toString(StandardCharsets.UTF_8),
          caughtErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
  }
}
