package ai.nmt.train.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.batch.Batch;
import ai.nmt.loss.Criterion;
import ai.nmt.loss.LabelSmoothedCrossEntropy;
import ai.nmt.nn.Activation;
import ai.nmt.optim.Adam;
import ai.nmt.optim.AdamConfig;
import ai.nmt.random.SplitMix64;
import ai.nmt.residual.InitType;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Precision;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.transformer.Architectures;
import ai.nmt.transformer.Dropouts;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.Transformer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Training in half precision on the CPU: correct, whatever its speed. */
class HalfPrecisionTest {
  private static final int WORDS = 200;
  private static final int PAD = 1;
  private static final double RATE = 0.002;

  private NDManager manager;

  /** A small Transformer with all that trains it, dropout on. */
  private final class Training {
    final NDManager base = manager.newSubManager();
    final FlatParameters parameters;
    final LossScale lossScale;
    final Adam adam;
    final UpdateStep step;
    final BatchEvaluator evaluator;

    Training(Precision precision, boolean memoryEfficient, double initialScale) {
      StackConfig stack = new StackConfig(2, 32, 64, 4, false, false, 64);
      Transformer model =
          new Transformer(
              Architectures.preset("transformer")
                  .withStacks(stack, stack)
                  .withDropouts(new Dropouts(0.1, 0.1, 0.1))
                  .withSharing(EmbeddingSharing.ALL)
                  .withActivation(Activation.RELU)
                  .withInitType(InitType.of("admin")),
              WORDS,
              WORDS);
      model.initialize(base, 3);
      parameters = new FlatParameters(base, model.parameters(), precision, memoryEfficient);
      lossScale =
          precision == Precision.FLOAT16
              ? new LossScale(new LossScale.Settings(initialScale, 4, 0, 1e-4, null))
              : null;
      adam = new Adam(base, parameters, new AdamConfig(0.9, 0.98, 1e-8, 1e-4));
      Criterion criterion = new LabelSmoothedCrossEntropy(base, 0.1, PAD);
      step =
          new UpdateStep(
              base,
              model::forward,
              criterion,
              new TrainedState(parameters, adam, null, lossScale),
              new UpdateConfig(1, false, 5, 0));
      evaluator = new BatchEvaluator(base, model::forward, criterion, false);
    }

    float[] values() {
      return parameters.edit(() -> parameters.values().toFloatArray());
    }
  }

  private static List<Batch> batches() {
    SplitMix64 random = new SplitMix64(9);
    return List.of(SmallTraining.batch(random, 8, 9), SmallTraining.batch(random, 8, 9));
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

  /**
   * The first loss is within the format's last digit. Later ones drift apart with the parameters,
   * which every update rounds; how, depends on the processor: relus near zero open here and not
   * there.
   */
  @ParameterizedTest
  @CsvSource({
    "BFLOAT16, false, 0.00390625",
    "BFLOAT16, true, 0.00390625",
    "FLOAT16, false, 0.00048828125",
    "FLOAT16, true, 0.00048828125"
  })
  void followsSinglePrecision(Precision precision, boolean memoryEfficient, double unit) {
    Training half = new Training(precision, memoryEfficient, 128);
    Training full = new Training(Precision.FLOAT32, false, 1);
    List<Batch> batches = batches();
    UpdateResult first = null;
    UpdateResult last = null;
    for (int update = 0; update < 20; update++) {
      UpdateResult expected = full.step.run(batches, update, RATE);
      last = half.step.run(batches, update, RATE);
      first = first == null ? last : first;
      assertThat(last.overflowed()).isFalse();
      assertThat(last.loss().loss() / expected.loss().loss())
          .isCloseTo(1, within(unit * (1 + update / 4.0)));
    }
    assertThat(last.loss().loss()).isLessThan(0.9 * first.loss().loss());
    assertThat(half.evaluator.evaluate(batches.get(0)).loss().loss())
        .isCloseTo(
            full.evaluator.evaluate(batches.get(0)).loss().loss(),
            within(4 * unit * first.loss().loss()));
  }

  /**
   * The first gradient's relative distance is some units of the format's last digit: each of some
   * ten operations in a row rounds.
   */
  @ParameterizedTest
  @CsvSource({"BFLOAT16, 0.00390625", "FLOAT16, 0.00048828125"})
  void gradientsAreThoseOfSinglePrecision(Precision precision, double unit) {
    Training half = new Training(precision, false, 128);
    Training full = new Training(Precision.FLOAT32, false, 1);
    half.step.run(batches(), 0, RATE);
    full.step.run(batches(), 0, RATE);
    double distance = 0;
    double length = 0;
    for (NamedParameter parameter : full.parameters.parameters()) {
      String mean = "exp_avg." + parameter.name();
      float[] expected = full.adam.state(manager).get(mean).toFloatArray();
      float[] actual = half.adam.state(manager).get(mean).toFloatArray();
      for (int i = 0; i < expected.length; i++) {
        distance += Math.pow(actual[i] - expected[i], 2);
        length += Math.pow(expected[i], 2);
      }
    }
    assertThat(Math.sqrt(distance / length)).isLessThan(16 * unit);
  }

  /** Float32 masters keep steps that are too small for a half precision parameter. */
  @ParameterizedTest
  @EnumSource(names = {"BFLOAT16", "FLOAT16"})
  void mastersAreSinglePrecision(Precision precision) {
    Training master = new Training(precision, false, 128);
    Training efficient = new Training(precision, true, 128);
    float[] start = efficient.values();
    master.step.run(batches(), 0, 1e-7);
    efficient.step.run(batches(), 0, 1e-7);
    int moved = 0;
    int lost = 0;
    float[] now = efficient.values();
    float[] kept = master.values();
    for (int i = 0; i < start.length; i++) {
      moved += kept[i] != start[i] ? 1 : 0;
      lost += now[i] == start[i] ? 1 : 0;
    }
    assertThat(moved).isGreaterThan(start.length / 2);
    assertThat(lost).isGreaterThan(start.length / 2);
    assertThatThrownBy(efficient.parameters::values)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("during an edit");
  }

  /** The scale is far too large at first: updates are left out until it fits, then go on. */
  @Test
  void overflowsLeaveTheUpdateOutAndLowerTheScale() {
    Training training = new Training(Precision.FLOAT16, false, 1L << 30);
    float[] start = training.values();
    UpdateResult first = training.step.run(batches(), 0, RATE);
    assertThat(first.overflowed()).isTrue();
    assertThat(training.lossScale.value()).isEqualTo(1L << 29);
    assertThat(training.values()).isEqualTo(start);
    int left = 0;
    while (training.step.run(batches(), 0, RATE).overflowed()) {
      left++;
    }
    assertThat(left).isBetween(1, 29);
    assertThat(training.values()).isNotEqualTo(start);
  }

  @ParameterizedTest
  @CsvSource({"BFLOAT16, false", "BFLOAT16, true", "FLOAT16, false"})
  void repeatsBitForBit(Precision precision, boolean memoryEfficient) {
    Training one = new Training(precision, memoryEfficient, 128);
    Training two = new Training(precision, memoryEfficient, 128);
    for (int update = 0; update < 4; update++) {
      assertThat(two.step.run(batches(), update, RATE))
          .isEqualTo(one.step.run(batches(), update, RATE));
    }
    assertThat(two.values()).isEqualTo(one.values());
  }

  @ParameterizedTest
  @EnumSource(names = {"BFLOAT16", "FLOAT16"})
  void noArrayOutlivesAStep(Precision precision) {
    Training training = new Training(precision, true, 128);
    training.step.run(batches(), 0, RATE);
    int arrays = training.base.getManagedArrays().size();
    for (int update = 1; update < 4; update++) {
      training.step.run(batches(), update, RATE);
      training.evaluator.evaluate(batches().get(1));
    }
    assertThat(training.base.getManagedArrays()).hasSize(arrays);
  }

  @Test
  void aParameterIsSetInTheModelToo() {
    Training training = new Training(Precision.BFLOAT16, true, 1);
    String name = "decoder.layers.1.fc2.bias";
    try (NDArray ones = manager.ones(new Shape(32))) {
      training.parameters.set(name, ones);
    }
    training.parameters.edit(
        () -> assertThat(training.parameters.slice(manager, name).toFloatArray()).containsOnly(1f));
  }
}
