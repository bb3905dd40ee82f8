package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.io.InputException;
import ai.nmt.train.Progress;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.StoppingConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.ValidationConfig;
import ai.nmt.train.ValidationResult;
import ai.nmt.train.loop.StopSignal;
import ai.nmt.train.validation.ValidationMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When trainings validate, what of it they keep, and that it changes nothing else. */
class ValidationTest extends CopyTrainings {
  private static final StoppingConfig UNTIL_PATIENCE_ENDS = new StoppingConfig(0, 40, -1, -1, 0, 2);

  /** Notes results and ends a training after so many updates. */
  private static final class Recorder implements TrainingListener {
    final List<ValidationResult> results = new ArrayList<>();
    final List<Double> bests = new ArrayList<>();
    final StopSignal signal = new StopSignal();
    private final long stopAfter;

    Recorder(long stopAfter) {
      this.stopAfter = stopAfter;
    }

    @Override
    public void updated(UpdateEvent event) {
      if (event.updates() == stopAfter) {
        signal.request();
      }
    }

    @Override
    public void validated(int epoch, ValidationResult result, Double best) {
      results.add(result);
      if (best != null) {
        bests.add(best);
      }
    }

    List<Long> updates() {
      return results.stream().map(ValidationResult::updates).toList();
    }
  }

  /** A metric that takes the given values in turn. */
  private record Scripted(Iterator<Double> values) implements ValidationMetric {
    Scripted(Double... values) {
      this(List.of(values).iterator());
    }

    @Override
    public List<String> names() {
      return List.of("scripted");
    }

    @Override
    public Map<String, Double> measure(String subset) {
      return Map.of("scripted", values.next());
    }
  }

  private TrainingPlan plan(
      String directory, ValidationConfig validation, StoppingConfig stopping, String metric) {
    TrainingPlan plan = plan(directory, 10);
    TrainingConfig before = plan.training();
    SavingConfig saving =
        new SavingConfig(
            folder.resolve(directory).toString(),
            1,
            0,
            SavingConfig.KEEP_ALL,
            SavingConfig.NO_PATTERN,
            1,
            true,
            true,
            true,
            metric,
            !metric.equals("loss"),
            0,
            false);
    TrainingConfig training =
        new TrainingConfig(
            before.seed(), before.loading(), before.optimization(), stopping, validation, saving);
    return new TrainingPlan(plan.data(), plan.model(), training, plan.restore(), plan.engine());
  }

  private static ValidationConfig everyUpdates(long interval, long after, String... subsets) {
    return new ValidationConfig(1, interval, after, 7L, List.of(subsets));
  }

  private static TrainingResult run(TrainingPlan plan, Recorder recorder, ValidationMetric metric) {
    return new Training(
            plan, recorder, recorder.signal, metric == null ? List.of() : List.of(metric))
        .run();
  }

  @Test
  void validatesEverySoManyUpdatesFromTheOneAskedForOn() {
    Recorder recorder = new Recorder(0);
    StoppingConfig stopping = new StoppingConfig(0, 9, -1);
    run(plan("some", everyUpdates(2, 5, "valid"), stopping, "loss"), recorder, null);
    // The last one is the training's end.
    assertThat(recorder.updates()).containsExactly(6L, 8L, 9L);
  }

  @Test
  void validatingChangesNothingThatIsTrained() {
    StoppingConfig stopping = new StoppingConfig(0, 13, -1);
    run(plan("often", everyUpdates(1, 0, "valid"), stopping, "loss"), new Recorder(0), null);
    ValidationConfig never = new ValidationConfig(1, 0, 0, null, List.of());
    run(plan("never", never, stopping, "loss"), new Recorder(0), null);
    assertSameTensors("often", "never");
  }

  @Test
  void theFirstOfSeveralSubsetsDecidesAndEachIsReported() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.filter(name -> name.toString().contains("valid.")).toList()) {
        String copy = file.getFileName().toString().replace("valid.", "valid1.");
        Files.copy(file, data.resolve(copy));
      }
    }
    Recorder recorder = new Recorder(0);
    StoppingConfig stopping = new StoppingConfig(0, 4, -1);
    run(
        plan("two", everyUpdates(2, 0, "valid1", "valid"), stopping, "loss"),
        recorder,
        new Scripted(1.0, 2.0, 3.0, 4.0));
    assertThat(recorder.results)
        .extracting(ValidationResult::subset)
        .containsExactly("valid1", "valid", "valid1", "valid");
    assertThat(recorder.results.get(1).loss()).isEqualTo(recorder.results.get(0).loss());
    assertThat(recorder.results.get(3).value("scripted")).isEqualTo(4);
    assertThat(recorder.bests).hasSize(2);
    TrainingPlan missing = plan("none", everyUpdates(2, 0, "valid", "valid9"), stopping, "loss");
    assertThatThrownBy(() -> run(missing, new Recorder(0), null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("valid9");
  }

  /**
   * A signal at the very update of a validation, within an epoch and at its end (9): what it left
   * out is made up for, and patience ends as it had.
   */
  @ParameterizedTest
  @ValueSource(longs = {6, 9})
  void patienceAndBestValueSurviveASignal(long update) {
    ValidationConfig validation = everyUpdates(3, 0, "valid");
    Recorder whole = new Recorder(0);
    TrainingResult expected =
        run(
            plan("whole", validation, UNTIL_PATIENCE_ENDS, "scripted"),
            whole,
            new Scripted(5.0, 6.0, 5.5, 7.0, 7.0, 6.5));
    assertThat(expected.reason()).contains("--patience 2 is over");
    TrainingPlan parts = plan("parts", validation, UNTIL_PATIENCE_ENDS, "scripted");
    Recorder first = new Recorder(update);
    Scripted values = new Scripted(5.0, 6.0, 5.5, 7.0, 7.0, 6.5);
    run(parts, first, values);
    Recorder second = new Recorder(0);
    TrainingResult end = run(parts, second, values);
    assertThat(end.reason()).isEqualTo(expected.reason());
    assertThat(end.progress().checks()).isEqualTo(expected.progress().checks());
    assertThat(end.progress().best()).isEqualTo(expected.progress().best());
    first.results.addAll(second.results);
    assertThat(first.results).isEqualTo(whole.results);
    first.bests.addAll(second.bests);
    assertThat(first.bests).isEqualTo(whole.bests).containsExactly(5., 6., 6., 7., 7., 7.);
    assertSameTensors("whole", "parts");
    try (Checkpoint checkpoint = last("parts")) {
      assertThat(checkpoint.section("progress", Progress.class).checks())
          .isEqualTo(expected.progress().checks());
    }
    // It is over for good, unless the patience grows.
    assertThat(run(parts, new Recorder(0), new Scripted()).progress().updates())
        .isEqualTo(expected.progress().updates());
  }

  @Test
  void theBestValueOfAnotherMetricIsNotCompared() {
    ValidationConfig validation = everyUpdates(4, 0, "valid");
    run(plan("ck", validation, new StoppingConfig(0, 4, -1), "loss"), new Recorder(0), null);
    Recorder recorder = new Recorder(0);
    run(
        plan("ck", validation, new StoppingConfig(0, 8, -1), "scripted"),
        recorder,
        new Scripted(0.5));
    assertThat(recorder.bests).containsExactly(0.5);
  }

  @Test
  void aMetricThatNobodyMeasuresIsNoticedAtOnce() {
    TrainingPlan plan = plan("no", ValidationConfig.defaults(), UNTIL_PATIENCE_ENDS, "bleu");
    assertThatThrownBy(() -> run(plan, new Recorder(0), new Scripted()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bleu is not measured")
        .hasMessageContaining("[loss, nll_loss, ppl, scripted]");
    assertThatThrownBy(
            () ->
                plan(
                    "no",
                    new ValidationConfig(1, 0, 0, null, List.of()),
                    UNTIL_PATIENCE_ENDS,
                    "loss"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--disable-validation");
  }
}
