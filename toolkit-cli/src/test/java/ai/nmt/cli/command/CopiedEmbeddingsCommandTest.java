package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import ai.nmt.interop.FairseqFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every command makes of a fairseq checkpoint whose shared embeddings are copies and whose
 * optimiser's state is one row: the same as of the one with shared tensors.
 */
class CopiedEmbeddingsCommandTest {
  private static final String RESET = "; give --reset-optimizer to start with a fresh state";

  @TempDir private static Path data;
  @TempDir private static Path models;
  private static Path original;
  private static Path copies;

  @TempDir Path folder;

  @BeforeAll
  static void write() {
    for (String split : List.of("train", "valid", "test")) {
      for (String file : List.of("en.bin", "en.idx", "de.bin", "de.idx")) {
        resource("/fairseq/databin-joined/" + split + ".en-de." + file, data);
      }
    }
    resource("/fairseq/databin-joined/dict.en.txt", data);
    resource("/fairseq/databin-joined/dict.de.txt", data);
    original = resource("/fairseq/v0.12/checkpoint_2_26.pt", models);
    copies = FairseqFile.read(original).flat(1, 3, 0).separate().write(models.resolve("copies.pt"));
  }

  private static Path resource(String name, Path into) {
    Path copy = into.resolve(name.substring(name.lastIndexOf('/') + 1));
    try (InputStream stream = CopiedEmbeddingsCommandTest.class.getResourceAsStream(name)) {
      Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String output(String input, String... arguments) {
    CliRunner.Result result = CliRunner.runWithInput(input, arguments);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return result.out();
  }

  private static String generate(Path model) {
    return output(
        "",
        "generate",
        data.toString(),
        "--path=" + model,
        "--beam=2",
        "--max-len-b=10",
        "--max-sentences=20");
  }

  @Test
  void theyTranslateAndMeasureAlike() {
    assertThat(generate(copies)).contains("H-39\t").isEqualTo(generate(original));
    for (List<String> flags :
        List.of(List.of("validate"), List.of("interactive", "--beam=2", "--max-len-b=10"))) {
      List<String> outputs = new ArrayList<>();
      for (Path model : List.of(copies, original)) {
        List<String> arguments = new ArrayList<>(flags);
        arguments.add(1, data.toString());
        arguments.add("--path=" + model);
        outputs.add(output("A man .\nTwo men .\n", arguments.toArray(String[]::new)));
      }
      assertThat(outputs.get(0)).isNotEmpty().isEqualTo(outputs.get(1));
    }
  }

  @Test
  void theyAreConvertedAndAveragedAlike() {
    String expected = generate(original);
    Path there = folder.resolve("model.safetensors");
    Path back = folder.resolve("model.pt");
    output("", "convert", copies.toString(), there.toString());
    output("", "convert", there.toString(), back.toString());
    assertThat(generate(there)).isEqualTo(expected);
    assertThat(generate(back)).isEqualTo(expected);
    Path average = folder.resolve("average.safetensors");
    output(
        "",
        "average-checkpoints",
        "--inputs",
        copies.toString(),
        original.toString(),
        "--output",
        average.toString());
    assertThat(generate(average)).isEqualTo(expected);
  }

  /** The settings of the checkpoint's training. */
  private CliRunner.Result train(String save, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                ("train "
                        + data
                        + " --encoder-layers 1 --decoder-layers 1 --encoder-embed-dim 8"
                        + " --encoder-ffn-embed-dim 16 --encoder-attention-heads 2"
                        + " --decoder-attention-heads 2 --share-all-embeddings --dropout 0"
                        + " --optimizer adam --lr 0.01 --lr-scheduler inverse_sqrt"
                        + " --warmup-updates 8 --criterion cross_entropy --max-tokens 400"
                        + " --disable-validation --no-epoch-checkpoints --threads 1 --save-dir "
                        + folder.resolve(save))
                    .split(" ", -1)));
    arguments.addAll(List.of(more));
    return CliRunner.run(arguments.toArray(String[]::new));
  }

  private byte[] trained(String save, String... more) throws IOException {
    CliRunner.Result result = train(save, more);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return TrainingProcess.lastTensors(folder.resolve(save));
  }

  @ParameterizedTest
  @CsvSource({
    "--restore-file, , 29",
    "--restore-file, --reset-optimizer, 2",
    "--finetune-from-model, , 2"
  })
  void trainingGoesOnAlike(String flag, String reset, String updates) throws IOException {
    List<byte[]> ends = new ArrayList<>();
    for (Path model : List.of(original, copies)) {
      List<String> flags = new ArrayList<>(List.of(flag, model.toString()));
      flags.addAll(List.of("--max-update", updates));
      if (reset != null) {
        flags.add(reset);
      }
      ends.add(trained(model.getFileName().toString(), flags.toArray(String[]::new)));
    }
    assertThat(ends.get(1)).isEqualTo(ends.get(0));
  }

  @Test
  void aStateThatIsNotWantedIsNotLookedAt() throws IOException {
    FairseqFile file = FairseqFile.read(original).separate();
    file.settings().put("optimizer", "adafactor");
    file.at("last_optimizer_state").remove("param_groups");
    Path model = file.write(folder.resolve("adafactor.pt"));
    assertThat(generate(model)).isEqualTo(generate(original));
    trained("reset", "--restore-file=" + model, "--reset-optimizer", "--max-update=1");
    trained("tuned", "--finetune-from-model=" + model, "--max-update=1");
    CliRunner.Result refused = train("on", "--restore-file=" + model, "--max-update=30");
    assertRefused(
        refused,
        model
            + " cannot be used as a fairseq checkpoint: the state of its optimiser, adafactor,"
            + " cannot be taken over (that of adam and radam can)"
            + RESET);
    assertThat(folder.resolve("on").resolve(CheckpointNames.LAST)).doesNotExist();
  }

  /** A flipped bit in the last tensor, which is the optimiser's. */
  @ParameterizedTest
  @ValueSource(strings = {"generate", "validate", "convert", "train"})
  void damageOfAnUnwantedStateIsDamage(String command) throws IOException {
    byte[] bytes = Files.readAllBytes(copies);
    bytes[bytes.length * 9 / 10] ^= 4;
    Path damaged = folder.resolve("damaged.pt");
    Files.write(damaged, bytes);
    CliRunner.Result refused =
        switch (command) {
          case "convert" ->
              CliRunner.run(
                  command, damaged.toString(), folder.resolve("x.safetensors").toString());
          case "train" -> train("x", "--finetune-from-model=" + damaged);
          default -> CliRunner.run(command, data.toString(), "--path=" + damaged);
        };
    assertRefused(refused, damaged + " cannot be read as a PyTorch file: it is damaged:");
  }

  @Test
  void differentNumbersAreRefused() {
    Path changed =
        FairseqFile.read(original)
            .separate()
            .change("decoder.embed_tokens.weight", 100, 0.25f)
            .write(folder.resolve("changed.pt"));
    assertRefused(
        CliRunner.run("generate", data.toString(), "--path=" + changed),
        changed
            + " cannot be used as a fairseq checkpoint: its settings say that"
            + " encoder.embed_tokens.weight and decoder.embed_tokens.weight are one matrix"
            + " (--share-all-embeddings), but their numbers differ");
  }

  private static void assertRefused(CliRunner.Result result, String message) {
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.out()).isEmpty();
  }
}
