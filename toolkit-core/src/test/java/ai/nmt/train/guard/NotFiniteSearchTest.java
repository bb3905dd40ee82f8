package ai.nmt.train.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.nmt.batch.Batch;
import ai.nmt.random.SplitMix64;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.train.update.SmallTraining;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotFiniteSearchTest {
  private static final List<Batch> BATCHES = List.of(SmallTraining.batch(new SplitMix64(5), 6, 9));

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  private static String locate(SmallTraining training) {
    var all = training.model.residuals();
    try (NotFiniteSearch search =
        new NotFiniteSearch(
            training.base,
            all.subList(0, 4),
            all.subList(4, 10),
            training.parameters,
            training.step)) {
      return search.locate(BATCHES, 3);
    }
  }

  private static void multiply(SmallTraining training, String name, double factor) {
    try (NDManager scope = training.base.newSubManager()) {
      training.parameters.slice(scope, name).muli((float) factor);
    }
  }

  @Test
  void namesTheParameterThatIsBrokenAlready() {
    try (SmallTraining training = new SmallTraining(1)) {
      multiply(training, "decoder.layers.1.fc1.weight", Double.NaN);
      assertThat(locate(training))
          .isEqualTo(
              "It arose before this update: 1 parameter is not finite, first"
                  + " decoder.layers.1.fc1.weight");
    }
  }

  @Test
  void namesTheSubLayerOfTheForwardPass() {
    try (SmallTraining training = new SmallTraining(1)) {
      multiply(training, "encoder.layers.1.fc1.weight", 1e25);
      multiply(training, "encoder.layers.1.fc2.weight", 1e25);
      assertThat(locate(training))
          .isEqualTo("It arose in the forward pass: the result of encoder.layers.1, feed-forward");
    }
  }

  @Test
  void namesTheGradientWhereTheForwardPassIsSound() {
    try (SmallTraining training = new SmallTraining(1);
        NDManager scope = training.base.newSubManager()) {
      training.step.run(BATCHES, 3, 0);
      assertThat(locate(training)).contains("all scores and gradients are finite");
      training
          .parameters
          .slice(scope, training.parameters.gradients(), "decoder.layers.0.fc2.bias")
          .addi(Float.NaN);
      assertThat(locate(training))
          .contains("backward pass")
          .endsWith(
              "gradients of 1 parameter are not, nearest to the loss decoder.layers.0.fc2.bias");
    }
  }
}
