package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AverageCheckpointsCommandTest {
  @TempDir Path folder;

  @Test
  void anAverageTranslates() throws Exception {
    Path data = folder.resolve("data");
    CopyCorpus.write(data, 200, 20, 1);
    Path save = folder.resolve("ck");
    CliRunner.Result trained =
        CliRunner.run(
            TrainCommandTest.arguments(data, save, "--max-epoch", "3", "--ema-decay", "0.9")
                .toArray(String[]::new));
    assertThat(trained.exitCode()).as(trained.err()).isEqualTo(ExitCode.DONE);
    Path average = folder.resolve("average.safetensors");
    CliRunner.Result result =
        CliRunner.run(
            "average-checkpoints",
            "--inputs",
            save.toString(),
            "--num-epoch-checkpoints",
            "2",
            "--checkpoint-upper-bound",
            "2",
            "--output",
            average.toString());
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(result.err()).contains("checkpoint2").doesNotContain("checkpoint3");
    translates(data, average);
    CliRunner.Result moving =
        CliRunner.run(
            "average-checkpoints",
            "--inputs=" + save.resolve("checkpoint_last.safetensors"),
            "--ema",
            "--output=" + average);
    assertThat(moving.exitCode()).as(moving.err()).isEqualTo(ExitCode.DONE);
    translates(data, average);
    CliRunner.Result again =
        CliRunner.run("average-checkpoints", "--inputs=" + average, "--ema", "--output=" + average);
    assertThat(again.err()).contains("holds no moving average");
    assertThat(again.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }

  private static void translates(Path data, Path average) {
    CliRunner.Result generated =
        CliRunner.run(
            "generate", data.toString(), "--path", average.toString(), "--gen-subset", "valid");
    assertThat(generated.exitCode()).as(generated.err()).isEqualTo(ExitCode.DONE);
    assertThat(generated.out()).contains("H-0\t");
  }

  @Test
  void mistakesAreNamed() {
    assertMistake("--output", "average-checkpoints", "--inputs", "a");
    assertMistake(
        "exclude each other",
        "average-checkpoints",
        "--inputs=a",
        "--output=b",
        "--num-epoch-checkpoints=1",
        "--num-update-checkpoints=1");
    assertMistake("does not exist", "average-checkpoints", "--inputs=a", "--output=b");
    assertMistake("in a second step", "average-checkpoints", "--inputs=a", "--output=b.pt");
    assertMistake(
        "nmt average-checkpoints: cannot list the checkpoints in no: there is no such file or"
            + " folder; give the folder that --save-dir named\n",
        "average-checkpoints",
        "--inputs=no",
        "--output=b",
        "--num-epoch-checkpoints=1");
  }

  private static void assertMistake(String message, String... arguments) {
    CliRunner.Result result = CliRunner.run(arguments);
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }
}
