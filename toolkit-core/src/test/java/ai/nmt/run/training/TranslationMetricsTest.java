package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.nmt.GoldenData;
import ai.nmt.batch.BatchLimits;
import ai.nmt.batch.BatchingConfig;
import ai.nmt.batch.Collator;
import ai.nmt.batch.EpochBatches;
import ai.nmt.batch.IteratorPosition;
import ai.nmt.batch.PlannedBatches;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.golden.GoldenModels;
import ai.nmt.io.InputException;
import ai.nmt.jbleu.Bleu;
import ai.nmt.jbleu.BleuConfig;
import ai.nmt.jbleu.Chrf;
import ai.nmt.jbleu.ChrfConfig;
import ai.nmt.run.Direction;
import ai.nmt.run.EngineConfig;
import ai.nmt.search.SearchOptions;
import ai.nmt.tensor.Precision;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.train.PrecisionConfig;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.ValidationConfig;
import ai.nmt.train.ValidationResult;
import ai.nmt.train.loop.StopSignal;
import ai.nmt.train.update.LossScale;
import ai.nmt.train.validation.ValidationSet;
import ai.nmt.translate.SubwordJoiner;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BLEU and chrF of translations while training, and the same of a checkpoint. */
class TranslationMetricsTest extends CopyTrainings {
  private static final EvaluationConfig BOTH =
      new EvaluationConfig(true, true, SearchOptions.defaults(), null, null, null, true, false);

  private TrainingPlan plan(String directory, Precision format, boolean efficient, boolean often) {
    TrainingPlan plan = plan(directory, 5);
    TrainingConfig before = plan.training();
    PrecisionConfig precision =
        new PrecisionConfig(format, efficient, LossScale.Settings.defaults());
    TrainingConfig training =
        new TrainingConfig(
            before.seed(),
            before.loading(),
            before.optimization().withPrecision(precision),
            before.stopping(),
            new ValidationConfig(1, often ? 2 : 0, 0, null, List.of("valid")),
            before.saving());
    return new TrainingPlan(plan.data(), plan.model(), training, plan.restore(), plan.engine());
  }

  private static List<ValidationResult> evaluate(TrainingPlan plan) {
    List<ValidationResult> results = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void validated(int epoch, ValidationResult result, Double best) {
            results.add(result);
          }
        };
    new Training(plan, listener, new StopSignal()).evaluating(BOTH).run();
    return results;
  }

  /** The search runs with the live parameters of every precision and leaves them alone. */
  @ParameterizedTest
  @CsvSource({"FLOAT32, false", "BFLOAT16, false", "BFLOAT16, true", "FLOAT16, false"})
  void translatingChangesNothingThatIsTrained(Precision format, boolean efficient) {
    List<ValidationResult> results = evaluate(plan("often", format, efficient, true));
    run(plan("never", format, efficient, false));
    assertSameTensors("often", "never");
    assertThat(results).extracting(ValidationResult::updates).containsExactly(2L, 4L, 5L);
    for (ValidationResult result : results) {
      assertThat(List.copyOf(result.metrics().keySet())).containsExactly("bleu", "chrf");
      assertThat(result.value("bleu")).isBetween(0.0, 100.0);
      assertThat(result.value("chrf")).isBetween(0.0, 100.0);
    }
    if (format == Precision.FLOAT32) {
      Validation.Plan same =
          new Validation.Plan(
              folder.resolve("often").resolve(CheckpointNames.LAST),
              data,
              Direction.ofModel(),
              List.of("valid"),
              BatchLimits.defaults(),
              false,
              BOTH,
              new EngineConfig(1, EngineConfig.Kind.CPU));
      assertThat(new Validation(same, TrainingListener.SILENT).run())
          .containsExactly(results.get(2));
    }
  }

  @Test
  void theLowestBleuIsNotTheBest() {
    SavingConfig lowest =
        new SavingConfig("ck", 1, 0, -1, -1, -1, true, true, true, "bleu", false, 0, false);
    assertThatThrownBy(() -> TranslationMetrics.requireHighest(lowest))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--maximize-best-checkpoint-metric");
  }

  /** Of the translations that fairseq's own generate printed, sacreBLEU's scores. */
  @Test
  void scoresAreThoseOfFairseqsTranslations() throws IOException {
    TorchEngine.start(1);
    List<String> lines = Files.readAllLines(GoldenData.golden("fairseq/generate/postln.beam5.out"));
    SubwordJoiner joiner = SubwordJoiner.of(SubwordJoiner.DEFAULT_MARKER);
    List<String> hypotheses = texts(lines, "H-", 2, joiner, "<unk>", "UNKNOWNTOKENINHYP");
    List<String> references = texts(lines, "T-", 1, joiner, "<<unk>>", "UNKNOWNTOKENINREF");
    Path databin = GoldenData.golden("fairseq/databin-joined");
    Dictionary target = Dictionary.load(databin.resolve("dict.de.txt"));
    EvaluationConfig config =
        new EvaluationConfig(
            true,
            true,
            SearchOptions.defaults(),
            joiner,
            EvaluationConfig.Detokenizer.SPACE,
            null,
            false,
            false);
    try (NDManager manager = NDManager.newBaseManager();
        ParallelCorpus corpus = ParallelCorpora.open(databin, "test", "en", "de")) {
      EpochBatches batches =
          EpochBatches.inOrder(
              PlannedBatches.of(
                      corpus,
                      BatchingConfig.defaults()
                          .withLimits(BatchLimits.defaults().withMaxSentences(8)))
                  .batches());
      ValidationSet set =
          new ValidationSet(
              "test",
              () -> batches.iterator(IteratorPosition.start(), new Collator(corpus)::collate, 2));
      Map<String, Double> values =
          new TranslationMetrics(
                  config,
                  GoldenModels.transformer(manager, "postln", "trained.pt"),
                  manager,
                  target,
                  config.plainText(Optional.empty(), "de"),
                  List.of(set))
              .measure("test");
      assertThat(hypotheses).hasSize(40);
      assertThat(values.get("bleu"))
          .isEqualTo(
              new Bleu(BleuConfig.defaults()).corpusScore(hypotheses, List.of(references)).score());
      assertThat(values.get("chrf"))
          .isEqualTo(
              new Chrf(ChrfConfig.defaults()).corpusScore(hypotheses, List.of(references)).score());
    }
  }

  private static List<String> texts(
      List<String> lines, String kind, int field, SubwordJoiner joiner, String from, String to) {
    return lines.stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> joiner.join(line.split("\t", -1)[field].replace(from, to)))
        .toList();
  }
}
