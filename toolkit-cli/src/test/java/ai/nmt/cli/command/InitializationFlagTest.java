package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import ai.nmt.interop.CheckpointFiles;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.train.saving.ModelDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --initialization} of {@code train}, {@code benchmark} and {@code analyze}. */
class InitializationFlagTest {
  @TempDir Path folder;

  private Path data() throws IOException {
    Path data = folder.resolve("data");
    if (!Files.exists(data)) {
      CopyCorpus.write(data, 60, 10, 1);
    }
    return data;
  }

  private CliRunner.Result train(String... more) throws IOException {
    List<String> arguments =
        TrainCommandTest.arguments(data(), folder.resolve("ck"), "--disable-validation");
    arguments.addAll(List.of(more));
    return CliRunner.run(arguments.toArray(String[]::new));
  }

  private static LinearInitialization initialization(Path file) {
    try (Checkpoint checkpoint = CheckpointFiles.open(file)) {
      return ModelDescription.read(checkpoint).config().initialization();
    }
  }

  @Test
  void theCheckpointKeepsItAndARestoredModelItsOwn() throws IOException {
    CliRunner.Result first = train("--initialization", "fairseq-0.12", "--max-update", "1");
    assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.DONE);
    assertThat(first.err()).doesNotContain("--initialization");
    Path last = folder.resolve("ck").resolve(CheckpointNames.LAST);
    assertThat(initialization(last)).isEqualTo(LinearInitialization.FAIRSEQ_0_12);
    CliRunner.Result second = train("--initialization", "fairseq-0.8", "--max-update", "2");
    assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCode.DONE);
    assertThat(second.err())
        .containsOnlyOnce(
            "the model of "
                + last
                + " began with --initialization fairseq-0.12: fairseq-0.8 has no effect on a model"
                + " that is restored");
    assertThat(initialization(last)).isEqualTo(LinearInitialization.FAIRSEQ_0_12);
    Path tuned = folder.resolve("tuned");
    CliRunner.Result third =
        train("--finetune-from-model", last.toString(), "--max-update=1", "--save-dir=" + tuned);
    assertThat(third.exitCode()).as(third.err()).isEqualTo(ExitCode.DONE);
    assertThat(initialization(tuned.resolve(CheckpointNames.LAST)))
        .isEqualTo(LinearInitialization.FAIRSEQ_0_12);
    Path theirs = folder.resolve("theirs.pt");
    assertThat(CliRunner.run("convert", last.toString(), theirs.toString()).exitCode()).isZero();
    assertThat(initialization(theirs)).isEqualTo(LinearInitialization.FAIRSEQ_0_12);
  }

  @ParameterizedTest
  @CsvSource({
    "default, '', fairseq-0.8",
    "admin, '', fairseq-0.8",
    "deepnet, '', fairseq-0.8",
    "default, fairseq-0.8, fairseq-0.8",
    "default, fairseq-0.12, fairseq-0.12",
    "admin, fairseq-0.12, fairseq-0.12"
  })
  void whatIsInEffectIsPrinted(String initType, String given, String printed) throws IOException {
    CliRunner.Result result =
        given.isEmpty()
            ? train("--init-type", initType, "--print-config")
            : train("--init-type", initType, "--initialization", given, "--print-config");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("\ninitialization: " + printed + "\n");
    Path yaml = Files.writeString(folder.resolve("train.yaml"), result.out());
    assertThat(CliRunner.run("train", "--config", yaml.toString(), "--print-config").out())
        .isEqualTo(result.out());
  }

  @Test
  void otherNamesAreRefused() throws IOException {
    String message =
        "'fairseq-0.10' is not a value of --initialization; it takes one of: fairseq-0.8,"
            + " fairseq-0.12.";
    assertMistake(message, train("--initialization", "fairseq-0.10"));
    assertMistake(
        message, CliRunner.run("benchmark", data().toString(), "--initialization", "fairseq-0.10"));
    assertMistake(
        message,
        CliRunner.run(
            "analyze",
            "output-change",
            "--destdir",
            folder.resolve("analysis").toString(),
            "--initialization",
            "fairseq-0.10"));
  }

  @Test
  void aTrainedModelBeganAlready() throws IOException {
    assertMistake(
        "--path analyses a trained model, whose scheme, depth and initialisation are its own:"
            + " leave out --schemes, --depths and --initialization",
        CliRunner.run(
            "analyze",
            "output-change",
            data().toString(),
            "--destdir",
            folder.resolve("analysis").toString(),
            "--path",
            "model.safetensors",
            "--initialization",
            "fairseq-0.8"));
  }

  /** What a fresh model computes differs with how it begins. */
  @Test
  void freshModelsAreAnalysedWithIt() throws IOException {
    String first = outputChange("first");
    assertThat(outputChange("second", "--initialization", "fairseq-0.8")).isEqualTo(first);
    assertThat(outputChange("third", "--initialization", "fairseq-0.12")).isNotEqualTo(first);
  }

  private String outputChange(String name, String... more) throws IOException {
    Path results = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                ("analyze output-change --embed-dim 16 --ffn-embed-dim 32 --attention-heads 2"
                        + " --depths 2 --seeds 1 --sentences 2 --length 5 --vocabulary 20"
                        + " --schemes post-ln --threads 1 --destdir "
                        + results)
                    .split(" ", -1)));
    arguments.addAll(List.of(more));
    CliRunner.Result result = CliRunner.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return Files.readString(results.resolve("output-change.csv"));
  }

  private static void assertMistake(String message, CliRunner.Result result) {
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }
}
