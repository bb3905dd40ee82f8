package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void writeCorpus() throws IOException {
    data = folder.resolve("data");
    CopyCorpus.write(data, 200, 20, 1);
  }

  /** A tiny Admin model with dropout and two batches per update. */
  static List<String> arguments(Path data, Path saveDirectory, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                ("train "
                        + data
                        + " --arch transformer --encoder-layers 2 --decoder-layers 2"
                        + " --encoder-embed-dim 16 --encoder-ffn-embed-dim 32"
                        + " --encoder-attention-heads 2 --decoder-attention-heads 2"
                        + " --share-all-embeddings --init-type admin --dropout 0.2"
                        + " --attention-dropout 0.1 --relu-dropout 0.1 --optimizer adam"
                        + " --lr 0.005 --lr-scheduler inverse_sqrt --warmup-updates 10"
                        + " --warmup-init-lr 1e-7 --criterion label_smoothed_cross_entropy"
                        + " --label-smoothing 0.1 --max-tokens 128 --update-freq 2 --threads 1"
                        + " --save-dir "
                        + saveDirectory)
                    .split(" ", -1)));
    arguments.add("--adam-betas");
    arguments.add("(0.9, 0.98)");
    arguments.addAll(List.of(more));
    return arguments;
  }

  private CliRunner.Result train(String... more) {
    return CliRunner.run(arguments(data, folder.resolve("ck"), more).toArray(String[]::new));
  }

  @Test
  void trainsAndReportsLines() {
    CliRunner.Result result = train("--max-epoch", "2", "--log-interval", "3");
    assertThat(result.err()).as(result.err()).contains("done after");
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .containsPattern(
            "\\| epoch 001: +3 / \\d+ loss=\\d\\.\\d{3}, nll_loss=.*, ppl=.*, wps=\\d+,")
        .contains("num_updates=3, lr=0.00100008, gnorm=")
        .containsPattern("\\| epoch 001 \\| valid on 'valid' subset \\| loss .* \\| ppl .*")
        .containsPattern("\\| epoch 002 \\| loss .* \\| num_updates \\d+ \\| lr .*")
        .contains("--max-epoch 2 is reached");
    for (String name :
        List.of(
            CheckpointNames.BEST,
            CheckpointNames.LAST,
            CheckpointNames.epoch(1),
            CheckpointNames.epoch(2),
            "profile.ratio.init")) {
      assertThat(folder.resolve("ck").resolve(name)).exists();
    }
  }

  /** The loss of the first update without dropout. */
  private String firstLoss(String... more) {
    List<String> flags = new ArrayList<>(List.of("--max-update", "1", "--log-interval", "1"));
    flags.addAll(List.of("--no-save", "--dropout", "0", "--attention-dropout", "0"));
    flags.addAll(List.of("--relu-dropout", "0", "--disable-validation"));
    flags.addAll(List.of(more));
    CliRunner.Result result = train(flags.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return result
        .err()
        .lines()
        .filter(line -> line.contains(" loss="))
        .findFirst()
        .orElseThrow()
        .replaceAll(".* loss=([^,]*),.*", "$1");
  }

  @Test
  void takesFairseqsFlagsForSources() {
    String loss = firstLoss();
    assertThat(firstLoss("--left-pad-source", "False")).isEqualTo(loss);
    assertThat(firstLoss("--left-pad-source", "True", "--left-pad-target", "False"))
        .isEqualTo(loss);
    // The shortest batch comes first, and other sources give another loss.
    assertThat(firstLoss("--curriculum", "1")).isNotEqualTo(loss);
    assertThat(firstLoss("--truncate-source", "--max-source-positions", "3")).isNotEqualTo(loss);
    CliRunner.Result refused = train("--left-pad-target", "True");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(refused.err()).contains("--left-pad-target True cannot be used here");
  }

  @Test
  void oneProcessTrains() {
    String loss = firstLoss();
    assertThat(firstLoss("--distributed-world-size", "1", "--ddp-backend", "no_c10d"))
        .isEqualTo(loss);
    CliRunner.Result refused = train("--distributed-world-size", "4");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(refused.err()).contains("--distributed-world-size 4", "--update-freq");
  }

  @Test
  void reportsJson() {
    CliRunner.Result result =
        train("--max-update", "4", "--log-interval", "2", "--log-format", "json", "--no-save");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    List<JsonObject> lines =
        result
            .err()
            .lines()
            .filter(line -> line.startsWith("{"))
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0).get("num_updates").getAsString()).isEqualTo("2");
    assertThat(lines.get(0).keySet())
        .contains("epoch", "update", "loss", "nll_loss", "ppl", "wps", "ups", "wpb", "bsz", "lr")
        .contains("gnorm", "wall", "memory");
    assertThat(lines.get(2).keySet()).contains("valid_loss", "valid_ppl", "valid_num_updates");
    assertThat(lines.get(3).keySet()).contains("train_loss", "train_ppl", "train_num_updates");
    assertThat(folder.resolve("ck").resolve(CheckpointNames.LAST)).doesNotExist();
  }

  @Test
  void pairsThatAreTooLongAreCountedPerDataSet() {
    String tooLong =
        ": [1-9]\\d* sentence pairs are too long: numbers [\\d, .]+ \\(counted from 0\\)";
    CliRunner.Result refused =
        train("--max-source-positions", "7", "--max-target-positions", "7", "--max-update", "1");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(refused.err())
        .containsPattern(data + "/train" + tooLong + " and left out")
        .containsPattern(data + "/valid" + tooLong + "; expected at most 7 source and 7 target");
    CliRunner.Result result =
        train(
            "--max-source-positions",
            "7",
            "--max-target-positions",
            "7",
            "--max-update",
            "1",
            "--no-save",
            "--skip-invalid-size-inputs-valid-test");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).containsPattern(data + "/valid" + tooLong + " and left out");
  }

  @Test
  void goesOnWhereItStopped() {
    assertThat(train("--max-update", "3").exitCode()).isZero();
    CliRunner.Result result = train("--max-update", "5", "--log-interval", "1");
    assertThat(result.err())
        .contains("num_updates=4,")
        .contains("num_updates=5,")
        .doesNotContain("num_updates=3,");
  }

  @Test
  void profilingStopsAndAdaptiveReadsTheRatios() {
    assertThat(train("--init-type", "adaptive-profiling").exitCode()).isZero();
    assertThat(folder.resolve("ck").resolve("profile.ratio.init")).exists();
    assertThat(folder.resolve("ck").resolve(CheckpointNames.LAST)).doesNotExist();
    assertThat(train("--init-type", "adaptive", "--max-update", "2").exitCode()).isZero();
  }

  @Test
  void mistakesAreNamed() throws IOException {
    assertMistake("no-such-folder", CliRunner.run("train", "no-such-folder", "--max-tokens", "9"));
    assertMistake("give --max-tokens", CliRunner.run("train", data.toString()));
    assertMistake("transformer_iwslt_de_en", train("--arch", "transformer_iwslt"));
    assertMistake("normalises after each sub-layer", train("--encoder-normalize-before"));
    assertMistake("--clip-norm", train("--clip-norm", "-1"));
    assertMistake("Did you mean '--dropout'", train("--droput", "0.1"));
    assertMistake("'(0.9, 0.98)'", train("--adam-betas", "0.9"));
    assertMistake("does not exist", train("--restore-file", "nothing.safetensors"));
    assertMistake("split \"test\"", train("--valid-subset", "test"));
    assertMistake("adaptive-profiling", train("--init-type", "adaptive", "--max-update", "1"));
    Path last = folder.resolve("ck").resolve(CheckpointNames.LAST);
    Files.createDirectories(last.getParent());
    Files.writeString(last, "not a checkpoint");
    assertMistake("of another kind", train());
  }

  private static void assertMistake(String message, CliRunner.Result result) {
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void measuresTranslationsAndValidateFindsTheSame() {
    CliRunner.Result trained =
        train(
            "--max-update=4",
            "--eval-bleu",
            "--eval-chrf",
            "--eval-tokenized-bleu",
            "--eval-bleu-args={\"beam\": 2, \"max_len_a\": 1.2, \"max_len_b\": 10}",
            "--eval-bleu-print-samples",
            "--best-checkpoint-metric=chrf",
            "--maximize-best-checkpoint-metric",
            "--patience=3");
    assertThat(trained.exitCode()).as(trained.err()).isEqualTo(ExitCode.DONE);
    CliRunner.Result validated =
        CliRunner.run(
            "validate",
            data.toString(),
            "--path=" + folder.resolve("ck").resolve(CheckpointNames.BEST),
            "--threads=1",
            "--eval-bleu",
            "--eval-chrf",
            "--eval-tokenized-bleu",
            "--eval-bleu-args={\"beam\": 2, \"max_len_a\": 1.2, \"max_len_b\": 10}");
    assertThat(validated.exitCode()).as(validated.err()).isEqualTo(ExitCode.DONE);
    assertThat(validated.out())
        .matches(
            "\\| valid on 'valid' subset \\| loss [\\d.]+ \\| nll_loss [\\d.]+ \\| ppl [\\d.]+"
                + " \\| bleu [\\d.]+ \\| chrf [\\d.]+ \\| num_updates 4\\R");
    assertThat(trained.err()).contains(validated.out().strip());
  }

  @Test
  void aTrainingThatDivergesFails() {
    CliRunner.Result result = train("--optimizer=sgd", "--lr=1e38", "--lr-scheduler=fixed");
    assertThat(result.err())
        .contains("is not finite", "training has diverged", "Update ", "It arose ")
        .doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  /** As in fairseq: an epoch that a limit cuts off is validated, saved and summed up. */
  @Test
  void anEpochThatALimitEndsIsSummedUp() {
    CliRunner.Result result = train("--max-update", "2");
    assertThat(result.err().lines().filter(line -> line.startsWith("| epoch 001 |")))
        .satisfiesExactly(
            line -> assertThat(line).contains("| valid on 'valid' subset | loss "),
            line -> assertThat(line).contains("001 | loss ").contains(" | num_updates 2 | lr "));
    assertThat(result.err()).contains("(2 updates)", "| done after 2 updates: --max-update 2");
    assertThat(train("--max-update", "1", "--save-dir", folder.resolve("one").toString()).err())
        .contains("(1 update)", "| done after 1 update: --max-update 1 is reached");
  }

  @Test
  void mistakesOfValidationAreNamed() {
    assertMistake(
        "--best-checkpoint-metric bleu is not measured; give --eval-bleu as well, or one of [loss,",
        train("--best-checkpoint-metric=bleu"));
    assertMistake(
        "--best-checkpoint-metric wer is not measured; expected one of [loss, nll_loss, ppl]",
        train("--best-checkpoint-metric=wer"));
    assertMistake(
        "--maximize-best-checkpoint-metric", train("--best-checkpoint-metric=bleu", "--eval-bleu"));
    assertMistake("neither --eval-bleu nor", train("--eval-bleu-remove-bpe"));
    assertMistake("moses or space", train("--eval-bleu", "--eval-bleu-detok=penn"));
    assertMistake("sampling", train("--eval-bleu", "--eval-bleu-args={\"sampling\": true}"));
    assertMistake("--disable-validation", train("--patience=1", "--disable-validation"));
    assertMistake("does not exist", CliRunner.run("validate", data.toString(), "--path=none"));
  }
}
