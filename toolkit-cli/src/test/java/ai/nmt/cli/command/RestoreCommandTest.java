package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkpoints that a training cannot go on from, and folders in their stead. */
class RestoreCommandTest {
  @TempDir private static Path shared;
  private static Path data;
  private static Path saved;

  @TempDir Path folder;

  /** Two epochs of an Admin model of two layers, the third one begun. */
  @BeforeAll
  static void trainABit() throws IOException {
    data = shared.resolve("data");
    CopyCorpus.write(data, 200, 20, 1);
    saved = shared.resolve("ck");
    CliRunner.Result result = train(saved, "--max-epoch=2");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    CliRunner.Result more = train(saved, "--max-update=18");
    assertThat(more.exitCode()).as(more.err()).isEqualTo(ExitCode.DONE);
  }

  private static CliRunner.Result train(Path directory, String... more) {
    return CliRunner.run(TrainCommandTest.arguments(data, directory, more).toArray(String[]::new));
  }

  private static void assertRefused(CliRunner.Result result, String message) {
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.out()).isEmpty();
  }

  private static final String[] OTHER_SIZES = {
    "--encoder-layers=4",
    "--encoder-ffn-embed-dim=64",
    "--decoder-ffn-embed-dim=32",
    "--decoder-attention-heads=4",
    "--activation-fn=gelu",
    "--dropout=0.3",
    "--max-source-positions=500",
    "--init-type=default",
    "--encoder-normalize-before"
  };

  private static String differences(Path checkpoint) {
    return checkpoint
        + " is of another model than the one that is asked for:\n"
        + "  --encoder-layers is 4, the checkpoint has 2\n"
        + "  --encoder-ffn-embed-dim is 64, the checkpoint has 32\n"
        + "  --encoder-normalize-before is true, the checkpoint has false\n"
        + "  --decoder-attention-heads is 4, the checkpoint has 2\n"
        + "  --activation-fn is gelu, the checkpoint has relu\n"
        + "  --init-type is default, the checkpoint has admin\n"
        + "Give the checkpoint's values";
  }

  @Test
  void otherSizesAreNamedBeforeAModelIsBuilt() {
    Path last = saved.resolve(CheckpointNames.LAST);
    CliRunner.Result resumed = train(saved, OTHER_SIZES);
    assertRefused(
        resumed, differences(last) + ", or another --save-dir to begin a fresh training\n");
    assertThat(resumed.err()).doesNotContain("parameters trained");
  }

  @Test
  void theyAreNamedForChosenFilesOfEitherKind() {
    Path last = saved.resolve(CheckpointNames.LAST);
    Path fairseq = folder.resolve("model.pt");
    CliRunner.run("convert", last.toString(), fairseq.toString());
    for (Path file : List.of(last, fairseq)) {
      for (String flag : List.of("--restore-file=", "--finetune-from-model=")) {
        List<String> flags = new java.util.ArrayList<>(List.of(OTHER_SIZES));
        flags.add(flag + file);
        CliRunner.Result refused = train(folder.resolve("other"), flags.toArray(String[]::new));
        assertRefused(refused, differences(file) + "\n");
        assertThat(refused.err()).doesNotContain("parameters trained");
      }
    }
  }

  /** Dropout, longer sentences and where Admin's ω come from make no other model. */
  @Test
  void whatMakesNoOtherModelIsNoDifference() {
    CliRunner.Result result =
        train(
            folder.resolve("same"),
            "--restore-file=" + saved.resolve(CheckpointNames.LAST),
            "--dropout=0.3",
            "--max-source-positions=500",
            "--init-type=adaptive",
            "--max-update=19");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void otherBatchesWithinAnEpochNameTheWayOut() {
    Path last = saved.resolve(CheckpointNames.LAST);
    String[] flags = {"--restore-file=" + last, "--max-tokens=2000", "--max-update=20"};
    CliRunner.Result refused = train(folder.resolve("a"), flags);
    assertThat(refused.err())
        .containsPattern("the position says \\d+ batches of epoch \\d+ are done");
    assertRefused(
        refused,
        "the data or the limits of batches differ from those of the saved training; give the"
            + " former, or --reset-dataloader to begin with the data anew\n");
    CliRunner.Result anew =
        train(folder.resolve("b"), flags[0], flags[1], flags[2], "--reset-dataloader");
    assertThat(anew.exitCode()).as(anew.err()).isEqualTo(ExitCode.DONE);
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of("generate", List.of("DATA", "--path", "FOLDER")),
        Arguments.of("interactive", List.of("DATA", "--path", "FOLDER")),
        Arguments.of("validate", List.of("DATA", "--path", "FOLDER")),
        Arguments.of("convert", List.of("FOLDER", "x.safetensors")),
        Arguments.of("average-checkpoints", List.of("--inputs", "FOLDER", "--output", "x")),
        Arguments.of("train", List.of("--restore-file", "FOLDER")),
        Arguments.of("train", List.of("--finetune-from-model", "FOLDER")));
  }

  private static CliRunner.Result run(String command, List<String> arguments, Path directory) {
    String[] given =
        arguments.stream()
            .map(word -> word.replace("DATA", data.toString()))
            .map(word -> word.replace("FOLDER", directory.toString()))
            .toArray(String[]::new);
    if (command.equals("train")) {
      return train(directory.resolveSibling("fresh"), given);
    }
    return CliRunner.run(
        Stream.concat(Stream.of(command), Stream.of(given)).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aFolderOffersItsCheckpoints(String command, List<String> arguments) throws IOException {
    Path directory = Files.createDirectories(folder.resolve("checkpoints"));
    for (String name :
        List.of(
            "averaged.pt",
            "checkpoint2.safetensors",
            "checkpoint10.safetensors",
            "checkpoint_1_50.safetensors",
            "checkpoint_2_100.pt",
            "checkpoint.best_bleu_20.5000_50.safetensors",
            "checkpoint_best.safetensors",
            "checkpoint_last.pt",
            "other.safetensors",
            "history.jsonl")) {
      Files.createFile(directory.resolve(name));
    }
    assertRefused(
        run(command, arguments, directory),
        directory
            + " is a folder; give the path of one of its checkpoints: checkpoint_best.safetensors,"
            + " checkpoint.best_bleu_20.5000_50.safetensors, checkpoint_last.pt,"
            + " checkpoint10.safetensors, checkpoint2.safetensors, checkpoint_2_100.pt,"
            + " checkpoint_1_50.safetensors, averaged.pt, and 1 more"
            + (command.equals("average-checkpoints")
                ? "; or let --num-epoch-checkpoints N take its last N\n"
                : "\n"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aFolderWithoutCheckpointsSaysSo(String command, List<String> arguments) throws IOException {
    Path directory = Files.createDirectories(folder.resolve("empty"));
    assertRefused(
        run(command, arguments, directory),
        directory
            + " is a folder without checkpoints; give the path of a file such as"
            + " checkpoint_best.safetensors");
  }
}
