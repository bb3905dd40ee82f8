package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** fairseq's spellings and flags, seen from the configuration that they come to. */
class FairseqArgumentsTest {
  @TempDir private Path folder;

  private static CliRunner.Result train(String... arguments) {
    List<String> words = new ArrayList<>(List.of("train", "data", "--print-config"));
    words.addAll(List.of(arguments));
    return CliRunner.run(words.toArray(String[]::new));
  }

  private static String settings(String... arguments) {
    CliRunner.Result result = train("--max-tokens", "9");
    assertThat(result.err()).isEmpty();
    result = train(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  void numbersAreWrittenInManyWays() {
    assertThat(settings("--max-tokens", "4e3", "--max-update", "1e5", "--seed", "7.0"))
        .contains("max-tokens: 4000\n", "max-update: 100000\n", "seed: 7\n");
    assertThat(settings("--max-tokens", "9", "--lr-scheduler", "fixed", "--lr", "5e-4", "0.0003"))
        .contains("lr: [0.0005, 0.0003]\n");
    assertThat(settings("--max-tokens", "9", "--lr", "[0.0005]")).contains("lr: [0.0005]\n");
    assertThat(settings("--max-tokens", "9", "--update-freq", "1", "2"))
        .contains("update-freq: [1, 2]\n");
    assertThat(settings("--max-tokens", "9", "--update-freq=[1, 2]"))
        .contains("update-freq: [1, 2]\n");
  }

  @Test
  void pairsOfNumbersAreWrittenInManyWays() {
    for (List<String> betas :
        List.of(
            List.of("--adam-betas", "(0.9, 0.98)"),
            List.of("--adam-betas", "[0.9,0.98]"),
            List.of("--adam-betas", "0.9,0.98"),
            List.of("--adam-betas", "0.9", "0.98"),
            List.of("--adam-betas", "(0.9,", "0.98)"),
            List.of("--adam-betas=(0.9, 0.98)"))) {
      List<String> words = new ArrayList<>(betas);
      words.addAll(List.of("--max-tokens", "9"));
      assertThat(settings(words.toArray(String[]::new)))
          .as(String.join(" ", betas))
          .contains("adam-betas: \"(0.9, 0.98)\"\n", "max-tokens: 9\n");
    }
  }

  @Test
  void namesMayHaveUnderscores() {
    assertThat(settings("--max_tokens", "9", "--save_dir=out", "--encoder_normalize_before"))
        .contains("max-tokens: 9\n", "save-dir: out\n", "encoder-normalize-before: true\n");
  }

  @Test
  void whatHasNoEffectIsToldInOneLine() {
    CliRunner.Result result =
        train(
            "--max-tokens=9",
            "--num-workers",
            "4",
            "--task",
            "translation",
            "--ddp-backend=no_c10d",
            "--distributed-port",
            "12345",
            "--find-unused-parameters",
            "--left-pad-target",
            "False",
            "--distributed-world-size",
            "1",
            "--cpu");
    assertThat(result.err())
        .isEqualTo(
            "nmt train: without effect here: --num-workers (one background thread makes the"
                + " batches); --task translation, --left-pad-target False, --distributed-world-size"
                + " 1 (it is so anyway); --ddp-backend, --distributed-port (one process has nothing"
                + " to exchange); --find-unused-parameters (every parameter of the models is"
                + " used)\n");
    assertThat(result.out()).contains("data: data\n", "max-tokens: 9\n", "device: cpu\n");
  }

  @Test
  void allFlagsThatCannotBeUsedAreNamedAtOnce() {
    CliRunner.Result result =
        train(
            "--max-tokens",
            "many",
            "--optimizr",
            "adam",
            "--use-bmuf",
            "--task",
            "language_modeling",
            "--qq",
            "--distributed-world-size=8");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err())
        .isEqualTo(
            """
            nmt train: these options cannot be used here:
              --optimizr: unknown. Did you mean '--optimizer'?
              --use-bmuf: block-wise model updates belong to many processes, which are not offered
              --task language_modeling: translation is the only task
              --qq: unknown.
              --distributed-world-size 8: training in several processes is not offered so far; \
            leave the flag out. --update-freq, multiplied by 8, gives updates of the same size
            'nmt train --help' lists what it understands.
            """);
  }

  @Test
  void oneFlagIsNamedInOneSentence() {
    assertThat(train("--adaptive-input").err())
        .startsWith(
            "nmt train: --adaptive-input cannot be used here: all words have embeddings of one"
                + " dimension.\n");
    assertThat(train("--save-int", "5").err())
        .startsWith("nmt train: unknown option '--save-int'. Did you mean '--save-interval'?\n");
    assertThat(CliRunner.run("generate", "d", "--path", "p", "--no-repeat-ngram", "3").err())
        .startsWith(
            "nmt generate: --no-repeat-ngram-size 3 cannot be used here: n-grams may repeat;");
    assertThat(train("--left-pad-target").err())
        .startsWith("nmt train: --left-pad-target cannot be used here: targets are filled up");
    assertThat(CliRunner.run("tokenize", "--zzz", "--qqq").err())
        .startsWith(
            """
            nmt tokenize: these options cannot be used here:
              --zzz: unknown.
              --qqq: unknown.
            """);
  }

  @Test
  void helpIsGivenWhateverElseThereIs() {
    CliRunner.Result result = CliRunner.run("train", "--use-bmuf", "--help");
    assertThat(result.err() + result.out()).contains("Usage: nmt train");
  }

  @Test
  void configurationFilesHaveFairseqsFlagsToo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("c.yaml"),
            """
            max_tokens: 9
            lr: "[0.1]"
            adam-betas: (0.8, 0.9)
            num_workers: 4
            find-unused-parameters: true
            fp16-no-flatten-grads: false
            """);
    CliRunner.Result result = train("--config", file.toString());
    assertThat(result.err())
        .isEqualTo(
            "nmt train: without effect here: --num-workers (one background thread makes the"
                + " batches); --find-unused-parameters (every parameter of the models is used)\n");
    assertThat(result.out())
        .contains("max-tokens: 9\n", "lr: [0.1]\n", "adam-betas: \"(0.8, 0.9)\"\n");
    Files.writeString(file, "max-tokens: 9\nuse-bmuf: true\n");
    assertThat(train("--config", file.toString()).err())
        .contains("--use-bmuf cannot be used here: ");
    // An unknown flag of fairseq's does not hide that DATA is in the file.
    Files.writeString(file, "data: here\nmax-tokens: 9\n");
    assertThat(
            CliRunner.run("train", "--config=" + file, "--num-workers", "4", "--print-config")
                .out())
        .contains("data: here\n");
  }

  @Test
  void wordsBehindTwoDashesAreLeftAlone() {
    assertThat(CliRunner.run("train", "--max-tokens", "9", "--print-config", "--", "--cpu").out())
        .contains("data: --cpu\n");
  }

  @Test
  void numbersAreExplainedWithoutJava() {
    assertThat(train("--max-tokens", "4.5").err()).contains("'4.5' is not a whole number");
    assertThat(train("--max-tokens", "x").err()).contains("'x' is not a whole number");
    assertThat(train("--max-tokens", "1e10").err()).contains("'1e10' is more than 2147483647");
    assertThat(train("--max-tokens", "1e999").err()).contains("'1e999' is more than 2147483647");
    assertThat(train("--dropout", "0x1p3").err()).contains("'0x1p3' is not a number");
    assertThat(train("--lr", "0.1,b").err()).contains("'b' is not a number");
  }

  @Test
  void flagsWithoutEffectWithOthersWarn() {
    assertThat(
            train(
                    "--max-tokens",
                    "9",
                    "--optimizer",
                    "sgd",
                    "--adam-betas",
                    "(0.9, 0.98)",
                    "--label-smoothing",
                    "0.1",
                    "--lr-patience",
                    "2",
                    "--fp16-scale-window",
                    "256",
                    "--ema-start-update",
                    "5")
                .err())
        .endsWith(
            "nmt train: --adam-betas has no effect with --optimizer sgd: it belongs to adam, adamw"
                + " and radam; --label-smoothing has no effect with --criterion cross_entropy: it"
                + " belongs to label_smoothed_cross_entropy; --lr-patience has no effect with"
                + " --lr-scheduler inverse_sqrt: it belongs to reduce_lr_on_plateau;"
                + " --fp16-scale-window has no effect without --fp16 or --memory-efficient-fp16;"
                + " --ema-start-update has no effect without --ema-decay or --store-ema\n");
    assertThat(train("--max-tokens", "9", "--momentum", "0", "--label-smoothing", "0").err())
        .isEmpty();
    assertThat(train("--max-tokens", "9", "--no-save", "--keep-last-epochs", "3").err())
        .endsWith("nmt train: --keep-last-epochs has no effect with --no-save\n");
  }

  @Test
  void settingsThatAreDefaultsDoNotWarn() throws IOException {
    Path printed = Files.writeString(folder.resolve("p.yaml"), train("--max-tokens", "9").out());
    assertThat(train("--config", printed.toString()).err()).isEmpty();
    Path file = Files.writeString(folder.resolve("c.yaml"), "max-tokens: 9\nadamax-eps: 0.5\n");
    assertThat(train("--config", file.toString()).err())
        .contains("--adamax-eps has no effect with --optimizer adam: it belongs to adamax");
  }

  @Test
  void searchFlagsWarnToo() {
    assertThat(
            CliRunner.run("generate", "data", "--path", "none", "--unnormalized", "--lenpen", "0.6")
                .err())
        .contains("--lenpen has no effect with --unnormalized");
  }
}
