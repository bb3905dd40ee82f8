package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would run to its end and be wrong: it is refused, or told. */
class SilentMistakesTest {
  private static final String OPPOSITE =
      " translates xx-yy, but is asked for yy-xx (--source-lang yy --target-lang xx); give"
          + " --source-lang xx --target-lang yy, or --force-direction to use it in the opposite"
          + " direction all the same";

  @TempDir private static Path folder;

  private static Path data;
  private static Path checkpoint;
  private static CliRunner.Result training;

  @BeforeAll
  static void train() throws IOException {
    data = folder.resolve("data");
    CopyCorpus.write(data, 20, 4, 1);
    training = train("ck", "--max-update", "2");
    assertDone(training);
    checkpoint = folder.resolve("ck").resolve(CheckpointNames.LAST);
  }

  private static CliRunner.Result train(String name, String... more) {
    return CliRunner.run(
        TrainCommandTest.arguments(data, folder.resolve(name), more).toArray(String[]::new));
  }

  /** A command on the data and the model. */
  private static CliRunner.Result use(String command, String input, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(command, data.toString(), "--path", checkpoint.toString()));
    arguments.addAll(List.of(more));
    return CliRunner.runWithInput(input, arguments.toArray(String[]::new));
  }

  private static void assertDone(CliRunner.Result result) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
  }

  private static void assertOpposite(CliRunner.Result result, Path model) {
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err()).contains("the model in " + model + OPPOSITE).doesNotContain("\tat ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void theOppositeDirectionIsRefused() {
    String[] opposite = {"-s", "yy", "-t", "xx"};
    assertOpposite(use("interactive", "a\n", opposite), checkpoint);
    assertOpposite(
        use("generate", "", "-s", "yy", "-t", "xx", "--gen-subset", "valid"), checkpoint);
    assertOpposite(use("validate", "", opposite), checkpoint);
    assertDone(use("interactive", "a\n", "-s", "yy", "-t", "xx", "--force-direction"));
    assertDone(use("validate", "", "-s", "yy", "-t", "xx", "--force-direction"));
    assertDone(use("interactive", "a\n", "-s", "xx", "-t", "yy"));
  }

  /** fairseq's checkpoints tell their languages in their settings. */
  @Test
  void theOppositeDirectionOfFairseqsModelIsRefused() {
    Path converted = folder.resolve("model.pt");
    assertDone(CliRunner.run("convert", checkpoint.toString(), converted.toString()));
    assertOpposite(
        CliRunner.runWithInput(
            "a\n",
            "interactive",
            data.toString(),
            "--path",
            converted.toString(),
            "--source-lang=yy",
            "--target-lang=xx"),
        converted);
  }

  @Test
  void trainingGoesOnInTheModelsDirectionAlone() {
    String file = checkpoint.toString();
    String[] languages = {"-s", "yy", "-t", "xx"};
    assertOpposite(
        train("opposite", with(languages, "--restore-file", file, "--max-update", "3")),
        checkpoint);
    assertOpposite(
        train("opposite", with(languages, "--finetune-from-model", file, "--max-update", "1")),
        checkpoint);
    assertDone(
        train(
            "forced",
            with(
                languages,
                "--finetune-from-model",
                file,
                "--max-update",
                "1",
                "--force-direction")));
  }

  /** Also from checkpoint_last, which no flag names. */
  @Test
  void aTrainingIsResumedInItsDirectionAlone() {
    assertDone(train("resumed", "--max-update", "1"));
    Path last = folder.resolve("resumed").resolve(CheckpointNames.LAST);
    String[] languages = {"-s", "yy", "-t", "xx"};
    assertOpposite(train("resumed", with(languages, "--max-update", "2")), last);
    assertDone(train("resumed", with(languages, "--max-update", "2", "--force-direction")));
  }

  private static String[] with(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void otherNamesOfTheLanguagesAreTold() throws IOException {
    Path renamed = Files.createDirectories(folder.resolve("renamed"));
    Files.copy(data.resolve("dict.xx.txt"), renamed.resolve("dict.xx.txt"));
    Files.copy(data.resolve("dict.yy.txt"), renamed.resolve("dict.zz.txt"));
    CliRunner.Result result =
        CliRunner.runWithInput(
            "a\n",
            "interactive",
            renamed.toString(),
            "--path",
            checkpoint.toString(),
            "-s",
            "xx",
            "-t",
            "zz");
    assertDone(result);
    assertThat(result.err())
        .contains("was trained for xx-yy and is used for xx-zz: check that only the names differ");
  }

  @Test
  void aMarkerThatNoSymbolHasIsTold() {
    String told =
        "looked for the marker \"@@ \", which occurs in no hypothesis and no reference, as no"
            + " symbol of the target dictionary has it: nothing was joined rightly; its symbols"
            + " seem to be whole words: leave the flag out, or give the marker of its subwords";
    CliRunner.Result interactive = use("interactive", "a\nb\n", "--remove-bpe");
    assertDone(interactive);
    assertThat(interactive.err()).containsOnlyOnce("--remove-bpe " + told);
    CliRunner.Result generate =
        use("generate", "", "--gen-subset", "valid", "--remove-bpe", "--quiet");
    assertDone(generate);
    assertThat(generate.err()).containsOnlyOnce("--remove-bpe " + told);
    assertThat(use("interactive", "a\n", "--remove-bpe", "sentencepiece").err())
        .contains("--remove-bpe looked for SentencePiece's U+2581, which occurs in no hypothesis");
    assertThat(use("interactive", "a\n").err()).doesNotContain("looked for");
    assertThat(use("validate", "", "--eval-bleu", "--eval-bleu-remove-bpe").err())
        .containsOnlyOnce("--eval-bleu-remove-bpe " + told);
  }

  @Test
  void aTrainingThatEndsWithinItsWarmUpIsTold() {
    assertThat(training.err())
        .containsOnlyOnce(
            "this training will end after 2 updates (--max-update), within the warm-up of 10"
                + " updates (--warmup-updates): its learning rate never reaches the peak; a shorter"
                + " warm-up or a longer training gives a better model")
        .doesNotContain("this training ended");
    assertThat(train("epochs", "--max-epoch", "1").err())
        .containsPattern(
            "this training will end after \\d updates \\(--max-epoch 1, \\d updates an epoch\\),"
                + " within the warm-up of 10 updates");
    assertThat(train("enough", "--max-update", "11").err()).doesNotContain("warm-up");
  }
}
