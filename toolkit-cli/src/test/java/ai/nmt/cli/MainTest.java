package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
