package ai.nmt.train.update;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.batch.Batch;
import ai.nmt.random.SplitMix64;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.ScriptModule;
import java.util.Arrays;
import java.util.List;

/** Predicts a word from the one before it, through D numbers with dropout. */
final class ToyModel implements UpdateStep.Model, AutoCloseable {
  static final int WORDS = 11;
  static final int PAD = 1;
  private static final int DIMENSION = 8;

  private final ScriptModule operations;
  private final NamedParameter embedding;
  private final NamedParameter projection;

  ToyModel(NDManager manager, long seed) {
    operations =
        ScriptModule.compile(
            manager,
            """
            def forward(self: __torch__.Ops, previous: Tensor, embedding: Tensor, projection: Tensor, training: bool) -> Tensor:
              hidden = torch.dropout(torch.embedding(embedding, previous), 0.25, training)
              return torch.linear(hidden, projection)
            """);
    SplitMix64 random = new SplitMix64(seed);
    embedding = parameter(manager, "embedding", random);
    projection = parameter(manager, "projection", random);
  }

  List<NamedParameter> parameters() {
    return List.of(embedding, projection);
  }

  @Override
  public NDArray forward(Pass pass, NDArray source, NDArray previousOutput) {
    return operations.call(
        pass.owner(),
        "forward",
        previousOutput,
        embedding.array(),
        projection.array(),
        pass.training());
  }

  /** A batch whose targets count upwards from a start per sentence, padded to the longest. */
  static Batch batch(int... lengths) {
    int longest = Arrays.stream(lengths).max().orElseThrow();
    int size = lengths.length;
    long[] target = new long[size * longest];
    long[] previous = new long[size * longest];
    Arrays.fill(target, PAD);
    Arrays.fill(previous, PAD);
    for (int row = 0; row < size; row++) {
      for (int t = 0; t < lengths[row]; t++) {
        target[row * longest + t] = 2L + (lengths[row] + t) % (WORDS - 2);
        previous[row * longest + t] = t == 0 ? 2 : target[row * longest + t - 1];
      }
    }
    int[] sourceLengths = new int[size];
    Arrays.fill(sourceLengths, 1);
    return new Batch(
        new long[size],
        size,
        1,
        longest,
        new long[size],
        sourceLengths,
        previous,
        target,
        Arrays.stream(lengths).sum());
  }

  private static NamedParameter parameter(NDManager manager, String name, SplitMix64 random) {
    float[] values = new float[WORDS * DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Parameter parameter =
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optShape(new Shape(WORDS, DIMENSION))
            .build();
    parameter.setInitializer((m, shape, type) -> m.create(values, shape));
    parameter.initialize(manager, DataType.FLOAT32);
    return new NamedParameter(name, parameter, true);
  }

  @Override
  public void close() {
    operations.close();
  }
}
