package ai.nmt.train.update;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import ai.nmt.transformer.Architectures;
import ai.nmt.transformer.Dropouts;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.Transformer;
import ai.nmt.transformer.TransformerConfig;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small Admin Transformer with all that trains it, dropout on. */
public final class SmallTraining implements AutoCloseable {
  static final int WORDS = 200;
  private static final int PAD = 1;
  private static final String VALUES = "model.";
  private static final String STATE = "optimizer.";

  public final NDManager base = NDManager.newBaseManager();
  public final Transformer model;
  public final FlatParameters parameters;
  public final UpdateStep step;
  final BatchEvaluator evaluator;
  private final Adam adam;

  public SmallTraining(long seed) {
    this(seed, config());
  }

  SmallTraining(long seed, TransformerConfig config) {
    model = new Transformer(config, WORDS, WORDS);
    model.initialize(base, seed);
    parameters = new FlatParameters(base, model.parameters());
    adam = new Adam(base, parameters, new AdamConfig(0.9, 0.98, 1e-8, 1e-4));
    Criterion criterion = new LabelSmoothedCrossEntropy(base, 0.1, PAD);
    step =
        new UpdateStep(
            base, model::forward, criterion, parameters, adam, new UpdateConfig(1, false, seed, 0));
    evaluator = new BatchEvaluator(base, model::forward, criterion, false);
  }

  static TransformerConfig config() {
    StackConfig stack = new StackConfig(2, 64, 128, 4, false, false, 256);
    return Architectures.preset("transformer")
        .withStacks(stack, stack)
        .withDropouts(new Dropouts(0.1, 0.1, 0.1))
        .withSharing(EmbeddingSharing.ALL)
        .withActivation(Activation.RELU)
        .withInitType(InitType.of("admin"));
  }

  /** All state under names. */
  SortedMap<String, NDArray> save(NDManager owner) {
    SortedMap<String, NDArray> state = new TreeMap<>();
    for (NamedParameter parameter : parameters.parameters()) {
      state.put(VALUES + parameter.name(), parameters.slice(owner, parameter.name()));
    }
    adam.state(owner).forEach((name, array) -> state.put(STATE + name, array));
    return state;
  }

  /** Takes the state of {@link #save} back. */
  void restore(SortedMap<String, NDArray> state) {
    SortedMap<String, NDArray> optimizer = new TreeMap<>();
    state.forEach(
        (name, array) -> {
          if (name.startsWith(STATE)) {
            optimizer.put(name.substring(STATE.length()), array);
          } else {
            parameters.set(name.substring(VALUES.length()), array);
          }
        });
    adam.restore(optimizer);
  }

  /** A batch of random words and lengths, padded as the collator does. */
  public static Batch batch(SplitMix64 random, int maxSize, int maxLength) {
    int size = 1 + random.nextInt(maxSize);
    int[] sourceLengths = lengths(random, size, maxLength);
    int[] targetLengths = lengths(random, size, maxLength);
    Arrays.sort(sourceLengths);
    for (int i = 0; i < size / 2; i++) {
      int swapped = sourceLengths[i];
      sourceLengths[i] = sourceLengths[size - 1 - i];
      sourceLengths[size - 1 - i] = swapped;
    }
    int sourceLength = sourceLengths[0];
    int targetLength = Arrays.stream(targetLengths).max().orElseThrow();
    long[] source = new long[size * sourceLength];
    long[] target = new long[size * targetLength];
    long[] previous = new long[size * targetLength];
    Arrays.fill(source, PAD);
    Arrays.fill(target, PAD);
    Arrays.fill(previous, PAD);
    for (int row = 0; row < size; row++) {
      for (int t = 0; t < sourceLengths[row]; t++) {
        source[(row + 1) * sourceLength - 1 - t] = 4L + random.nextInt(WORDS - 4);
      }
      for (int t = 0; t < targetLengths[row]; t++) {
        target[row * targetLength + t] = 4L + random.nextInt(WORDS - 4);
        previous[row * targetLength + t] = t == 0 ? 2 : target[row * targetLength + t - 1];
      }
    }
    return new Batch(
        new long[size],
        size,
        sourceLength,
        targetLength,
        source,
        sourceLengths,
        previous,
        target,
        Arrays.stream(targetLengths).sum());
  }

  private static int[] lengths(SplitMix64 random, int size, int maxLength) {
    int[] lengths = new int[size];
    Arrays.setAll(lengths, i -> 1 + random.nextInt(maxLength));
    return lengths;
  }

  @Override
  public void close() {
    parameters.close();
    base.close();
  }
}
