package ai.nmt.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointContent;
import ai.nmt.io.InputException;
import ai.nmt.nn.Activation;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.random.SplitMix64;
import ai.nmt.residual.InitType;
import ai.nmt.residual.ProfileFreeConfig;
import ai.nmt.residual.ResidualConnection;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.TorchEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every residual scheme has to do; its own equation and parameters are the subclass's. */
abstract class ResidualSchemeContract {
  static final int DIM = 8;
  private static final int VOCABULARY = 11;
  private static final long[][] SOURCE = {{1, 5, 6, 2}, {7, 8, 9, 2}};
  private static final long[][] FULL_SOURCE = {{3, 5, 6, 2}, {7, 8, 9, 2}};
  private static final long[][] FULL_TARGET = {{2, 5, 6, 7, 8}, {2, 9, 10, 4, 3}};
  private static final long[][] TARGET = {{2, 5, 6, 7, 8}, {2, 9, 10, 1, 1}};

  @TempDir Path folder;

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  /** The scheme's name and settings. */
  abstract InitType initType();

  boolean normalizeBefore() {
    return false;
  }

  ProfileFreeConfig profileFree() {
    return ProfileFreeConfig.defaults();
  }

  /** Names of parameters of the first decoder layer that Post-LN has not. */
  abstract List<String> ownNames();

  /** Scalars in parameters beyond Post-LN's, for two encoder layers and one decoder layer. */
  abstract int surplus();

  /** The first encoder sub-layer's output for one position at the start. */
  abstract double[] output(double[] x, Branch branch);

  /** Checks the parameters' first values, for D = 64 and F = 128. */
  void requireStart(Map<String, NDArray> start) {
    requireUniform(start.get("encoder.layers.0.fc1.weight"), 64 + 128);
    requireUniform(start.get("decoder.layers.0.fc2.weight"), 64 + 128);
    requireUniform(start.get("encoder.layers.0.self_attn.in_proj_weight"), 64 + 3 * 64);
    requireUniform(start.get("decoder.layers.0.encoder_attn.out_proj.weight"), 64 + 64);
  }

  /** A branch on one position. */
  interface Branch {
    double[] apply(double[] x);
  }

  final TransformerConfig config(int dim, Activation activation) {
    StackConfig stack =
        StackConfig.defaults()
            .withSizes(dim, 2 * dim, 2)
            .withLayers(2)
            .withNormalizeBefore(normalizeBefore());
    return new TransformerConfig(
        stack,
        stack.withLayers(1),
        new Dropouts(0, 0, 0),
        EmbeddingSharing.DECODER,
        activation,
        initType(),
        profileFree(),
        LinearInitialization.FAIRSEQ_0_8);
  }

  /** A model away from its start, where no parameter is special. */
  private Transformer moved(NDManager manager, Activation activation) {
    Transformer model = new Transformer(config(DIM, activation), VOCABULARY, VOCABULARY);
    model.initialize(manager, 3);
    SplitMix64 random = new SplitMix64(5);
    for (NamedParameter parameter : model.parameters()) {
      float[] values = parameter.array().toFloatArray();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (0.2 * random.nextGaussian());
      }
      try (NDArray array = manager.create(values, parameter.shape())) {
        parameter.assign(array);
      }
    }
    return model;
  }

  @Test
  void shapesAreThoseOfEveryTransformer() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = moved(manager, Activation.RELU);
      Pass pass = Pass.inference(manager);
      EncoderOutput encoded = model.encode(pass, manager.create(SOURCE));
      assertThat(encoded.states().getShape()).isEqualTo(new Shape(2, 4, DIM));
      assertThat(model.decode(pass, encoded, manager.create(TARGET)).getShape())
          .isEqualTo(new Shape(2, 5, VOCABULARY));
      assertThat(model.residuals()).hasSize(2 * 2 + 3);
    }
  }

  @Test
  void parametersAreThoseOfThePaper() {
    Transformer model = new Transformer(config(DIM, Activation.RELU), VOCABULARY, VOCABULARY);
    Transformer postNorm =
        new Transformer(
            TransformerConfig.defaults()
                .withStacks(
                    model.config().encoder().withNormalizeBefore(false),
                    model.config().decoder().withNormalizeBefore(false))
                .withSharing(EmbeddingSharing.DECODER),
            VOCABULARY,
            VOCABULARY);
    assertThat(size(model) - size(postNorm)).isEqualTo(surplus());
    List<String> names = model.parameters().stream().map(NamedParameter::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    List<String> known = postNorm.parameters().stream().map(NamedParameter::name).toList();
    assertThat(
            names.stream()
                .filter(name -> !known.contains(name) && name.startsWith("decoder."))
                .map(name -> name.replace("decoder.layers.0.", "")))
        .containsExactlyInAnyOrderElementsOf(ownNames());
  }

  private static long size(Transformer model) {
    return model.parameters().stream().mapToLong(parameter -> parameter.shape().size()).sum();
  }

  /**
   * Each parameter's gradient against a central difference along that gradient; without padding,
   * whose embedding gets no gradient by intention.
   */
  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = moved(manager, Activation.GELU);
      model.parameters().forEach(parameter -> parameter.array().setRequiresGradient(true));
      NDArray weights = manager.create(gaussian(2 * 5 * VOCABULARY), new Shape(2, 5, VOCABULARY));
      NDArray loss =
          TorchEngine.recording(
              () ->
                  model
                      .forward(
                          Pass.inference(manager),
                          manager.create(FULL_SOURCE),
                          manager.create(FULL_TARGET))
                      .mul(weights)
                      .sum());
      TorchEngine.backward(loss, manager.create(1f));
      for (NamedParameter parameter : model.parameters()) {
        NDArray gradient = parameter.array().getGradient().duplicate();
        double norm = Math.sqrt(gradient.square().sum().getFloat());
        assertThat(norm).as(parameter.name()).isGreaterThan(1e-3);
        double step = 3e-3;
        NDArray kept = parameter.array().stopGradient().duplicate();
        NDArray along = gradient.mul(step / norm);
        parameter.assign(kept.add(along));
        double above = value(manager, model, weights);
        parameter.assign(kept.sub(along));
        double below = value(manager, model, weights);
        parameter.assign(kept);
        assertThat((above - below) / (2 * step))
            .as(parameter.name())
            .isCloseTo(norm, within(0.01 * norm + 5e-3));
      }
    }
  }

  private static double value(NDManager manager, Transformer model, NDArray weights) {
    float[] logits =
        model
            .forward(
                Pass.inference(manager), manager.create(FULL_SOURCE), manager.create(FULL_TARGET))
            .toFloatArray();
    float[] factors = weights.toFloatArray();
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += (double) logits[i] * factors[i];
    }
    return sum;
  }

  private static float[] gaussian(int size) {
    SplitMix64 random = new SplitMix64(9);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void paddingDoesNotChangeASentence() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = moved(manager, Activation.RELU);
      Pass pass = Pass.inference(manager);
      NDArray together =
          model.forward(pass, manager.create(SOURCE), manager.create(TARGET)).get("0");
      NDArray alone =
          model
              .forward(
                  pass,
                  manager.create(new long[][] {{5, 6, 2}}),
                  manager.create(new long[][] {TARGET[0]}))
              .get("0");
      assertThat(maxDifference(together, alone)).isLessThan(1e-5f);
    }
  }

  @Test
  void stepsEqualTeacherForcing() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = moved(manager, Activation.RELU);
      EncoderOutput encoded = model.encode(Pass.inference(manager), manager.create(SOURCE));
      NDArray all =
          model
              .decode(Pass.inference(manager), encoded, manager.create(FULL_TARGET))
              .logSoftmax(-1);
      try (IncrementalDecoder decoder = model.incrementalDecoder(manager, encoded)) {
        for (int step = 0; step < FULL_TARGET[0].length; step++) {
          NDArray next = decoder.step(new long[] {FULL_TARGET[0][step], FULL_TARGET[1][step]});
          assertThat(maxDifference(next, all.get(":, " + step))).isLessThan(1e-5f);
        }
      }
    }
  }

  @Test
  void vanishingDropoutChangesNothing() {
    try (NDManager manager = NDManager.newBaseManager()) {
      TransformerConfig dropping =
          config(DIM, Activation.RELU).withDropouts(new Dropouts(1e-12, 1e-12, 1e-12));
      Transformer plain = moved(manager, Activation.RELU);
      Transformer masked = new Transformer(dropping, VOCABULARY, VOCABULARY);
      masked.initialize(manager, 3);
      for (int i = 0; i < plain.parameters().size(); i++) {
        masked.parameters().get(i).assign(plain.parameters().get(i).array());
      }
      assertThat(
              maxDifference(
                  forward(manager, masked, Pass.training(manager, 1)),
                  forward(manager, plain, Pass.inference(manager))))
          .isLessThan(1e-5f);
    }
  }

  private static NDArray forward(NDManager manager, Transformer model, Pass pass) {
    return model.forward(pass, manager.create(SOURCE), manager.create(TARGET));
  }

  @Test
  void savedModelsComeBackBitForBit() {
    Path file = folder.resolve("model.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = moved(manager, Activation.RELU);
      CheckpointContent content = new CheckpointContent();
      model.parameters().forEach(p -> content.tensor(p.name(), p.array()));
      content.write(file);
      Transformer restored = new Transformer(model.config(), VOCABULARY, VOCABULARY);
      restored.initialize(manager, 77);
      try (Checkpoint checkpoint = Checkpoint.open(file)) {
        assertThat(checkpoint.tensorNames()).hasSameSizeAs(restored.parameters());
        restored.parameters().forEach(p -> checkpoint.copyTo(p.name(), p.array()));
      }
      Pass pass = Pass.inference(manager);
      assertThat(forward(manager, restored, pass).toFloatArray())
          .isEqualTo(forward(manager, model, pass).toFloatArray());
    }
  }

  @Test
  void parametersStartAsTheSchemeAsks() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(config(64, Activation.RELU), 500, 400);
      model.initialize(manager, 1);
      Map<String, NDArray> start = new TreeMap<>();
      model.parameters().forEach(p -> start.put(p.name(), p.array()));
      requireStart(start);
      start.forEach(
          (name, array) -> {
            if (name.endsWith("bias")) {
              assertThat(array.abs().max().getFloat()).as(name).isZero();
            }
            if (name.endsWith("layer_norm.weight")) {
              assertThat(array.toFloatArray()).as(name).containsOnly(1f);
            }
          });
    }
  }

  @Test
  void firstOutputIsTheEquations() {
    double[] x = {0.5, -1, 2, 0.25, 1.5, -0.75, 3, -2};
    try (NDManager manager = NDManager.newBaseManager()) {
      // The connection's own parameters take their first values from a model's first layer.
      Transformer model = new Transformer(config(DIM, Activation.RELU), VOCABULARY, VOCABULARY);
      model.initialize(manager, 1);
      ResidualConnection connection = model.residuals().get(0);
      float[] floats = new float[DIM];
      for (int i = 0; i < DIM; i++) {
        floats[i] = (float) x[i];
      }
      float[] actual =
          connection
              .forward(
                  Pass.inference(manager),
                  manager.create(floats, new Shape(1, 1, DIM)),
                  y -> y.square().mul(0.5f).add(1))
              .toFloatArray();
      double[] expected = output(x, ResidualSchemeContract::halfSquarePlusOne);
      for (int i = 0; i < DIM; i++) {
        assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5));
      }
    }
  }

  private static double[] halfSquarePlusOne(double[] x) {
    double[] f = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      f[i] = 0.5 * x[i] * x[i] + 1;
    }
    return f;
  }

  @Test
  void normalizeBeforeBelongsToTheDefaultOnly() {
    StackConfig plain = StackConfig.defaults();
    StackConfig before = plain.withNormalizeBefore(true);
    TransformerConfig base = config(DIM, Activation.RELU).withStacks(plain, plain);
    if (initType() == InitType.DEFAULT) {
      assertThat(base.withStacks(before, plain).encoder().normalizeBefore()).isTrue();
      return;
    }
    for (List<StackConfig> stacks : List.of(List.of(before, plain), List.of(plain, before))) {
      assertThatThrownBy(() -> base.withStacks(stacks.get(0), stacks.get(1)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("--init-type " + initType().flag())
          .hasMessageContaining("leave out --encoder-normalize-before");
    }
  }

  /** LN(factor · x + gate · f), γ = 1 and β = 0. */
  static double[] normalizedSum(double factor, double[] x, double gate, double[] f) {
    double[] sum = new double[x.length];
    double mean = 0;
    for (int i = 0; i < x.length; i++) {
      sum[i] = factor * x[i] + gate * f[i];
      mean += sum[i] / x.length;
    }
    double variance = 0;
    for (double element : sum) {
      variance += (element - mean) * (element - mean) / x.length;
    }
    for (int i = 0; i < x.length; i++) {
      sum[i] = (sum[i] - mean) / Math.sqrt(variance + 1e-5);
    }
    return sum;
  }

  /** U(-a, a) with a = sqrt(6 / both dimensions). */
  static void requireUniform(NDArray array, int dimensions) {
    double bound = Math.sqrt(6.0 / dimensions);
    assertThat((double) array.abs().max().getFloat()).isBetween(0.98 * bound, bound + 1e-7);
    assertThat(deviation(array)).isCloseTo(bound / Math.sqrt(3), within(0.02 * bound));
  }

  /** N(0, gain · sqrt(2 / both dimensions)). */
  static void requireNormal(NDArray array, int dimensions, double gain) {
    double expected = gain * Math.sqrt(2.0 / dimensions);
    assertThat(deviation(array)).isCloseTo(expected, within(0.03 * expected));
    assertThat((double) array.abs().max().getFloat()).isGreaterThan(2.5 * expected);
  }

  private static double deviation(NDArray array) {
    return Math.sqrt(array.square().mean().getFloat());
  }

  private static float maxDifference(NDArray a, NDArray b) {
    return a.sub(b).abs().max().getFloat();
  }
}
