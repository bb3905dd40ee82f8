package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @Test
  void helpNamesTheCommandsAndTheExitCodes() {
    CliRunner.Result result = CliRunner.run("--help");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("generate-completion", "--version", "Exit codes: 0 done");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void versionNamesTheToolkitAndItsEngine() {
    CliRunner.Result result = CliRunner.run("--version");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("nmt ").contains("PyTorch 2.").doesNotContain("${");
  }

  @Test
  void helpIsACommandToo() {
    assertThat(CliRunner.run("help")).isEqualTo(CliRunner.run("--help"));
    assertThat(CliRunner.run("help", "train")).isEqualTo(CliRunner.run("train", "--help"));
    assertThat(CliRunner.run("help", "analyze", "gradient-norms").out())
        .startsWith("Usage: nmt analyze gradient-norms");
    CliRunner.Result unknown = CliRunner.run("help", "trian");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(unknown.err()).contains("unknown command 'trian'. Did you mean 'train'?");
    assertThat(CliRunner.run("-V")).isEqualTo(CliRunner.run("--version"));
  }

  @Test
  void threadsThatNobodyWaitsForReportAsCommandsDo() {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      Main.reportUncaught(new OutOfMemoryError("Java heap space"));
    } finally {
      System.setErr(before);
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("nmt: out of memory (Java heap space)")
        .doesNotContain("\tat ");
  }

  @Test
  void atATerminalItIsSaidThatTextIsAwaited() {
    System.setProperty("nmt.input.terminal", "true");
    try {
      CliRunner.Result result = CliRunner.runWithInput("A b\n", "lowercase");
      assertThat(result.out()).isEqualTo("a b\n");
      assertThat(result.err())
          .isEqualTo("Reading from the terminal; an end of file (Ctrl-D) ends the text.\n");
    } finally {
      System.clearProperty("nmt.input.terminal");
    }
    assertThat(CliRunner.runWithInput("A b\n", "lowercase").err()).isEmpty();
  }

  @Test
  void aMissingCommandIsWrongUse() {
    CliRunner.Result result = CliRunner.run();
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err()).startsWith("nmt: A command is missing.").contains("nmt --help");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheNearest() {
    CliRunner.Result result = CliRunner.run("generate-completions");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err())
        .contains("unknown command 'generate-completions'. Did you mean 'generate-completion'?")
        .doesNotContain("\tat ");
  }

  @Test
  void anUnknownCommandIsOneBesideHelpToo() {
    String unknown =
        "nmt: unknown command 'trian'. Did you mean 'train'?%n'nmt --help' lists what it understands.%n"
            .formatted();
    for (String arguments :
        List.of(
            "trian --help",
            "trian -h",
            "--help trian",
            "trian -V",
            "help trian",
            "trian data -h")) {
      assertThat(CliRunner.run(arguments.split(" ", -1)))
          .as(arguments)
          .isEqualTo(new CliRunner.Result(ExitCode.WRONG_USE, "", unknown));
    }
    CliRunner.Result nested = CliRunner.run("analyze", "gradient-nroms", "--help");
    assertThat(nested.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(nested.err())
        .startsWith(
            "nmt analyze: unknown command 'gradient-nroms'. Did you mean 'gradient-norms'?");
    assertThat(nested.out()).isEmpty();
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheNearest() {
    CliRunner.Result result = CliRunner.run("generate-completion", "--log-levl=debug");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err())
        .contains("unknown option '--log-levl'. Did you mean '--log-level'?")
        .contains("nmt generate-completion --help");
  }

  @Test
  void anUnknownValueIsAnsweredWithTheChoicesAndTheNearest() {
    CliRunner.Result result = CliRunner.run("--log-level", "debgu", "generate-completion");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err())
        .contains("--log-level", "error, warn, info, debug, trace", "Did you mean 'debug'?");
  }

  @Test
  void argumentsMayComeFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("arguments");
    Files.writeString(file, "# the help of a command\n  generate-completion\n'--help'\n");
    CliRunner.Result result = CliRunner.run("@" + file);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("nmt generate-completion");
  }

  @Test
  void aMissingArgumentFileIsWrongUse() {
    CliRunner.Result result = CliRunner.run("@no-such-file");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err()).contains("Cannot read the argument file 'no-such-file'");
  }

  @Test
  void completionKnowsCommandsAndFlags() {
    CliRunner.Result result = CliRunner.run("generate-completion");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("complete -F", "generate-completion", "--log-level");
  }
}
