package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldedModelTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    CopyCorpus.write(folder.resolve("data"), 200, 20, 1);
    for (String initType : List.of("admin", "rezero")) {
      CliRunner.Result trained =
          CliRunner.run(
              TrainCommandTest.arguments(
                      folder.resolve("data"),
                      folder.resolve(initType),
                      "--init-type",
                      initType,
                      "--max-update",
                      "6")
                  .toArray(String[]::new));
      assertThat(trained.exitCode()).as(trained.err()).isZero();
    }
  }

  private static Path last(String initType) {
    return folder.resolve(initType).resolve("checkpoint_last.safetensors");
  }

  private static CliRunner.Result convert(String initType, Path output) {
    return CliRunner.run("convert", "--fold-admin", last(initType).toString(), output.toString());
  }

  private static List<String> hypotheses(Path checkpoint) {
    CliRunner.Result result =
        CliRunner.run(
            "generate",
            folder.resolve("data").toString(),
            "--path",
            checkpoint.toString(),
            "--gen-subset",
            "valid",
            "--beam",
            "5");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith("H-"))
        .map(line -> line.replaceFirst("\t[^\t]*", ""))
        .toList();
  }

  @Test
  void aFoldedModelTranslatesAsBefore() {
    Path plain = folder.resolve("plain.safetensors");
    CliRunner.Result result = convert("admin", plain);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(result.err())
        .contains("folded the admin model")
        .contains("the optimiser's state was left out")
        .contains("learned positions");
    try (Checkpoint checkpoint = Checkpoint.open(plain)) {
      assertThat(checkpoint.tensorNames())
          .contains("encoder.embed_positions.weight", "decoder.embed_out")
          .noneMatch(name -> name.contains("ratio_change"))
          .noneMatch(name -> name.startsWith(Checkpoint.OPTIMIZER_PREFIX));
      assertThat(checkpoint.hasSection("progress")).isTrue();
    }
    assertThat(hypotheses(plain)).isNotEmpty().isEqualTo(hypotheses(last("admin")));
  }

  @Test
  void otherModelsAreRefused() {
    CliRunner.Result result = convert("rezero", folder.resolve("never.safetensors"));
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err())
        .contains("--init-type rezero cannot be folded")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("never.safetensors")).doesNotExist();
    CliRunner.Result same = convert("admin", last("admin"));
    assertThat(same.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(same.err()).contains("name another file");
  }
}
