package ai.nmt.train.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.batch.Batch;
import ai.nmt.io.InputException;
import ai.nmt.loss.Criterion;
import ai.nmt.loss.LabelSmoothedCrossEntropy;
import ai.nmt.optim.Adam;
import ai.nmt.optim.AdamConfig;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.TorchEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdateStepTest {
  private static final double RATE = 0.01;
  private static final List<Batch> TWO = List.of(ToyModel.batch(5, 3), ToyModel.batch(7));

  private NDManager manager;

  /** A model with all that trains it. */
  private final class Training {
    final NDManager base = manager.newSubManager();
    final ToyModel model = new ToyModel(base, 3);
    final FlatParameters parameters = new FlatParameters(base, model.parameters());
    final Adam adam = new Adam(base, parameters, new AdamConfig(0.9, 0.98, 1e-8, 0));
    final UpdateStep step;
    final BatchEvaluator evaluator;

    Training(UpdateConfig config) {
      Criterion criterion = new LabelSmoothedCrossEntropy(base, 0.1, ToyModel.PAD);
      step = new UpdateStep(base, model, criterion, parameters, adam, config);
      evaluator = new BatchEvaluator(base, model, criterion, config.sentenceAverage());
    }

    float[] values() {
      return parameters.values().toFloatArray();
    }
  }

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theLossFalls() {
    Training training = new Training(UpdateConfig.defaults());
    double before = training.evaluator.evaluate(TWO.get(0)).loss().loss();
    for (int update = 0; update < 100; update++) {
      training.step.run(TWO, update, RATE);
    }
    assertThat(training.evaluator.evaluate(TWO.get(0)).loss().loss()).isLessThan(before / 2);
  }

  @Test
  void countsAreThoseOfAllBatches() {
    UpdateResult result = new Training(UpdateConfig.defaults()).step.run(TWO, 0, RATE);
    assertThat(result.targetTokens()).isEqualTo(15);
    assertThat(result.sentences()).isEqualTo(3);
    assertThat(result.sampleSize()).isEqualTo(15);
    assertThat(result.clipped()).isFalse();
    assertThat(result.loss().loss()).isGreaterThan(result.loss().negativeLogLikelihood() / 2);
  }

  @Test
  void sentencesDivideTheGradientWhenAsked() {
    UpdateResult words = new Training(UpdateConfig.defaults()).step.run(TWO, 0, RATE);
    UpdateResult sentences = new Training(new UpdateConfig(0, true, 1, 0)).step.run(TWO, 0, RATE);
    assertThat(sentences.sampleSize()).isEqualTo(3);
    assertThat(sentences.gradientNorm()).isCloseTo(words.gradientNorm() * 5, within(1e-5));
    assertThat(sentences.loss()).isEqualTo(words.loss());
  }

  @Test
  void emptyBatchesCountNothing() {
    Training with = new Training(UpdateConfig.defaults());
    Training without = new Training(UpdateConfig.defaults());
    UpdateResult expected = without.step.run(TWO, 0, RATE);
    List<Batch> more = new ArrayList<>(TWO);
    more.add(Batch.empty());
    assertThat(with.step.run(more, 0, RATE)).isEqualTo(expected);
    assertThat(with.values()).isEqualTo(without.values());

    float[] before = with.values();
    UpdateResult nothing = with.step.run(List.of(Batch.empty()), 1, RATE);
    assertThat(nothing.sampleSize()).isZero();
    assertThat(nothing.gradientNorm()).isZero();
    assertThat(with.values()).isEqualTo(before);
    assertThat(with.evaluator.evaluate(Batch.empty()).loss().loss()).isZero();
  }

  @Test
  void clippingShortensTheGradient() {
    Training training = new Training(new UpdateConfig(0.01, false, 1, 0));
    UpdateResult result = training.step.run(TWO, 0, RATE);
    assertThat(result.clipped()).isTrue();
    assertThat(result.gradientNorm()).isGreaterThan(0.01);
    try (NDManager scratch = manager.newSubManager()) {
      NDArray means = training.adam.state(scratch).get("exp_avg.projection");
      NDArray others = training.adam.state(scratch).get("exp_avg.embedding");
      double squares = means.square().sum().getFloat() + others.square().sum().getFloat();
      assertThat(Math.sqrt(squares)).isCloseTo(0.1 * 0.01, within(1e-7));
    }
  }

  @Test
  void equalSeedsAreBitwiseEqual() {
    Training first = new Training(new UpdateConfig(0, false, 7, 0));
    Training second = new Training(new UpdateConfig(0, false, 7, 0));
    Training other = new Training(new UpdateConfig(0, false, 8, 0));
    for (int update = 0; update < 5; update++) {
      assertThat(second.step.run(TWO, update, RATE)).isEqualTo(first.step.run(TWO, update, RATE));
      other.step.run(TWO, update, RATE);
    }
    assertThat(second.values()).isEqualTo(first.values());
    assertThat(other.values()).isNotEqualTo(first.values());
  }

  @Test
  void parametersAndOptimizerStateAreTheWholeState() {
    Training whole = new Training(UpdateConfig.defaults());
    for (int update = 0; update < 3; update++) {
      whole.step.run(TWO, update, RATE);
    }
    Training resumed = new Training(UpdateConfig.defaults());
    SortedMap<String, NDArray> state = new TreeMap<>(whole.adam.state(manager));
    resumed.adam.restore(state);
    for (String name : List.of("embedding", "projection")) {
      resumed.parameters.set(name, whole.parameters.slice(manager, name));
    }
    for (int update = 3; update < 6; update++) {
      assertThat(resumed.step.run(TWO, update, RATE)).isEqualTo(whole.step.run(TWO, update, RATE));
    }
    assertThat(resumed.values()).isEqualTo(whole.values());
  }

  @Test
  void noArrayOutlivesAStep() {
    Training training = new Training(new UpdateConfig(1, false, 1, 0));
    training.step.run(TWO, 0, RATE);
    training.base.cap();
    int arrays = training.base.getManagedArrays().size();
    for (int update = 1; update < 4; update++) {
      training.step.run(TWO, update, RATE);
      training.evaluator.evaluate(TWO.get(1));
    }
    assertThat(training.base.getManagedArrays()).hasSize(arrays);
  }

  @Test
  void aGradientThatIsNotFiniteStopsBeforeTheStep() {
    Training training = new Training(UpdateConfig.defaults());
    training.parameters.slice(manager, "projection").addi(Float.NaN);
    float[] before = training.values();
    assertThatThrownBy(() -> training.step.run(TWO, 4, RATE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("update 5")
        .hasMessageContaining("--lr");
    assertThat(training.values()).isEqualTo(before);
  }
}
