package ai.nmt.train.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.EngineException;
import ai.nmt.batch.Batch;
import ai.nmt.loss.LabelSmoothedCrossEntropy;
import ai.nmt.optim.Adam;
import ai.nmt.optim.AdamConfig;
import ai.nmt.random.SplitMix64;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.transformer.Dropouts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Batches for which native memory is too small, without dropout: results are those of the whole.
 */
class MemoryShortageTest {
  private static final int PAD = 1;

  private final List<Integer> sizes = new ArrayList<>();

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  private static SmallTraining training() {
    return new SmallTraining(2, SmallTraining.config().withDropouts(new Dropouts(0, 0, 0)));
  }

  /** A model for which more than so many sentences are too many. */
  private UpdateStep.Model limited(SmallTraining training, int most, String message) {
    return (pass, source, previous) -> {
      int size = (int) source.getShape().get(0);
      sizes.add(size);
      if (size > most) {
        throw new EngineException(message);
      }
      return training.model.forward(pass, source, previous);
    };
  }

  private static UpdateStep step(SmallTraining training, UpdateStep.Model model) {
    return new UpdateStep(
        training.base,
        model,
        new LabelSmoothedCrossEntropy(training.base, 0.1, PAD),
        training.parameters,
        new Adam(training.base, training.parameters, new AdamConfig(0.9, 0.98, 1e-8, 0)),
        new UpdateConfig(1, false, 2, 0));
  }

  private static List<Batch> batches() {
    SplitMix64 random = new SplitMix64(8);
    List<Batch> batches = new ArrayList<>();
    while (batches.size() < 2) {
      Batch batch = SmallTraining.batch(random, 12, 9);
      if (batch.size() == (batches.isEmpty() ? 3 : 9)) {
        batches.add(batch);
      }
    }
    return batches;
  }

  @Test
  void halvesGiveTheGradientOfTheWhole() {
    try (SmallTraining whole = training();
        SmallTraining parts = training()) {
      UpdateResult expected = whole.step.run(batches(), 0, 0);
      UpdateStep step =
          step(
              parts,
              limited(
                  parts, 3, "[enforce fail] DefaultCPUAllocator: not enough memory: you tried to"));
      UpdateResult result = step.run(batches(), 0, 0);
      // The second batch does not fit, nor does the larger half of its larger half.
      assertThat(sizes).containsExactly(3, 9, 3, 4, 3, 2, 2, 5, 3, 2, 2, 2, 3);
      assertThat(step.memoryShortages()).isEqualTo(3);
      assertThat(result.targetTokens()).isEqualTo(expected.targetTokens());
      assertThat(result.loss().loss()).isCloseTo(expected.loss().loss(), within(1e-3));
      float[] one = whole.parameters.gradients().toFloatArray();
      float[] two = parts.parameters.gradients().toFloatArray();
      double difference = 0;
      double norm = 0;
      for (int i = 0; i < one.length; i++) {
        difference += Math.pow(one[i] - two[i], 2);
        norm += Math.pow(one[i], 2);
      }
      assertThat(Math.sqrt(difference / norm)).isLessThan(1e-6);
    }
  }

  @Test
  void evaluationGivesTheLossOfTheWhole() {
    try (SmallTraining training = training()) {
      Batch batch = batches().get(1);
      BatchEvaluator evaluator =
          new BatchEvaluator(
              training.base,
              limited(training, 3, "CUDA out of memory. Tried to allocate"),
              new LabelSmoothedCrossEntropy(training.base, 0.1, PAD),
              false);
      UpdateResult whole = training.evaluator.evaluate(batch);
      UpdateResult parts = evaluator.evaluate(batch);
      assertThat(sizes).containsExactly(9, 4, 2, 2, 5, 2, 2, 2, 3);
      assertThat(evaluator.memoryShortages()).isEqualTo(3);
      assertThat(parts.loss().loss()).isCloseTo(whole.loss().loss(), within(1e-3));
      assertThat(parts.sentences()).isEqualTo(9);
      assertThat(parts.sampleSize()).isEqualTo(whole.sampleSize());
    }
  }

  @Test
  void aSentenceThatDoesNotFitAndOtherFailuresStayErrors() {
    try (SmallTraining training = training()) {
      UpdateStep none =
          step(training, limited(training, 0, "CUDA out of memory. Tried to allocate"));
      assertThatThrownBy(() -> none.run(batches(), 0, 0)).isInstanceOf(EngineException.class);
      UpdateStep other = step(training, limited(training, 0, "shapes do not match"));
      assertThatThrownBy(() -> other.run(batches(), 0, 0)).hasMessage("shapes do not match");
      assertThat(other.memoryShortages()).isZero();
    }
  }
}
