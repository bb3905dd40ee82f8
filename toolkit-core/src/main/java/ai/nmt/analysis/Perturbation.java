package ai.nmt.analysis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.random.Seeds;
import ai.nmt.random.SplitMix64;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.StepScope;
import java.util.List;

/** The small change δ that is added to every weight matrix of the encoder. */
public enum Perturbation {
  /** δ = -1e-4 · sign(N(0, 1)). */
  RANDOM("a random change of its weights") {
    @Override
    void apply(Subject subject, long seed) {
      for (NamedParameter matrix : matrices(subject)) {
        try (StepScope scope = new StepScope(subject.base())) {
          SplitMix64 stream = new SplitMix64(Seeds.derive(seed, matrix.name()));
          NDArray delta = scope.manager().create(signs(matrix, stream), matrix.shape());
          matrix.assign(matrix.array().add(delta.mul(-RANDOM_SIZE)));
        }
      }
    }
  },

  /** δ = -1e-6 · sign(gradient of the cross-entropy). */
  GRADIENT("a step against the gradient") {
    @Override
    void apply(Subject subject, long seed) {
      try (FlatParameters flat = new FlatParameters(subject.base(), subject.model().parameters());
          StepScope scope = new StepScope(subject.base())) {
        NDManager owner = scope.manager();
        subject.backward(scope);
        for (NamedParameter matrix : matrices(subject)) {
          NDArray gradient = flat.slice(owner, flat.gradients(), matrix.name());
          NDArray old = flat.slice(owner, matrix.name());
          flat.set(matrix.name(), old.sub(gradient.sign().mul(GRADIENT_SIZE)));
        }
      }
    }
  };

  private static final double RANDOM_SIZE = 1e-4;
  private static final double GRADIENT_SIZE = 1e-6;
  private static final String ENCODER = "encoder.";

  private final String title;

  Perturbation(String title) {
    this.title = title;
  }

  /**
   * What it is, in words.
   *
   * @return for example {@code a random change of its weights}
   */
  public String title() {
    return title;
  }

  /**
   * Changes the model's weight matrices; biases, layer normalisations and ω stay.
   *
   * @param subject whose encoder is changed
   * @param seed decides what is random
   */
  abstract void apply(Subject subject, long seed);

  /** The encoder's parameters with two axes: projections, feed-forward layers and embeddings. */
  private static List<NamedParameter> matrices(Subject subject) {
    return subject.model().parameters().stream()
        .filter(one -> one.name().startsWith(ENCODER) && one.shape().dimension() == 2)
        .toList();
  }

  /** 1 or -1 with equal chances, as the sign of a normal number is: 64 of each draw. */
  private static float[] signs(NamedParameter matrix, SplitMix64 stream) {
    float[] signs = new float[Math.toIntExact(matrix.shape().size())];
    long bits = 0;
    for (int i = 0; i < signs.length; i++) {
      if (i % Long.SIZE == 0) {
        bits = stream.nextLong();
      }
      signs[i] = (bits & 1) == 0 ? -1 : 1;
      bits >>>= 1;
    }
    return signs;
  }
}
