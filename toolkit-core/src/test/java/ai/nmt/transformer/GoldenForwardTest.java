package ai.nmt.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.nmt.golden.GoldenArray;
import ai.nmt.golden.GoldenModels;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Pass;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equality with fairseq 0.8's own forward and backward pass on the golden models. */
class GoldenForwardTest {
  private static final float SMOOTHING = 0.1f;

  @BeforeAll
  static void setUp() {
    NDManager.newBaseManager().close();
    JniUtils.setGraphExecutorOptimize(false);
  }

  @ParameterizedTest
  @MethodSource("ai.nmt.golden.GoldenModels#names")
  void outputsAreThoseOfFairseq(String model) {
    Map<String, GoldenArray> golden = GoldenModels.load(model, "forward.npz");
    try (NDManager manager = NDManager.newBaseManager();
        NDManager step = manager.newSubManager()) {
      Transformer transformer = GoldenModels.transformer(manager, model, "init.pt");
      Pass pass = Pass.inference(step);
      EncoderOutput encoded = transformer.encode(pass, golden.get("src_tokens").toTensor(step));
      NDArray expected = golden.get("encoder_out").toTensor(step).transpose(1, 0, 2);
      assertThat(maxDifference(encoded.states(), expected)).isLessThanOrEqualTo(1e-4);
      NDArray logits =
          transformer.decode(pass, encoded, golden.get("prev_output_tokens").toTensor(step));
      assertThat(maxDifference(logits.logSoftmax(-1), golden.get("lprobs").toTensor(step)))
          .isLessThanOrEqualTo(1e-4);
    }
  }

  @ParameterizedTest
  @MethodSource("ai.nmt.golden.GoldenModels#names")
  void gradientsAreThoseOfFairseq(String model) {
    Map<String, GoldenArray> golden = GoldenModels.load(model, "forward.npz");
    Map<String, GoldenArray> gradients = GoldenModels.load(model, "grads.npz");
    try (NDManager manager = NDManager.newBaseManager();
        NDManager step = manager.newSubManager()) {
      Transformer transformer = GoldenModels.transformer(manager, model, "init.pt");
      transformer.parameters().forEach(p -> p.array().setRequiresGradient(true));
      JniUtils.setGradMode(true);
      try {
        NDArray logits =
            transformer.forward(
                Pass.training(step, 1),
                golden.get("src_tokens").toTensor(step),
                golden.get("prev_output_tokens").toTensor(step));
        NDArray loss = smoothedLoss(logits, golden.get("target").toTensor(step));
        assertThat((double) loss.getFloat())
            .isCloseTo(GoldenModels.info(model).get("loss_sum").getAsDouble(), within(1e-4 * 1600));
        JniUtils.backward((PtNDArray) loss, (PtNDArray) step.create(1f), false, false);
      } finally {
        JniUtils.setGradMode(false);
      }
      assertThat(transformer.parameters().stream().map(NamedParameter::name))
          .containsExactlyInAnyOrderElementsOf(gradients.keySet());
      for (NamedParameter parameter : transformer.parameters()) {
        NDArray expected = gradients.get(parameter.name()).toTensor(step);
        NDArray actual = parameter.array().getGradient();
        actual.attach(step);
        // Most gradients of ReZero are exactly zero at the start.
        assertThat(norm(actual.sub(expected)))
            .as(parameter.name())
            .isLessThanOrEqualTo(1e-3 * norm(expected));
      }
    }
  }

  /** (1 - ε) nll + ε / V Σ_v -log p_v, summed over the tokens that are not padding. */
  private static NDArray smoothedLoss(NDArray logits, NDArray target) {
    NDArray logProbabilities = logits.logSoftmax(-1);
    NDArray real = target.neq(1).toType(DataType.FLOAT32, false);
    NDArray nll =
        logProbabilities.gather(target.expandDims(-1), 2).squeeze(-1).mul(real).sum().neg();
    NDArray all = logProbabilities.sum(new int[] {-1}).mul(real).sum().neg();
    long vocabulary = logits.getShape().get(2);
    return nll.mul(1 - SMOOTHING).add(all.mul(SMOOTHING / vocabulary));
  }

  private static double norm(NDArray array) {
    return Math.sqrt(array.toType(DataType.FLOAT64, true).square().sum().getDouble());
  }

  private static double maxDifference(NDArray actual, NDArray expected) {
    assertThat(actual.getShape()).isEqualTo(expected.getShape());
    return actual.sub(expected).abs().max().getFloat();
  }
}
