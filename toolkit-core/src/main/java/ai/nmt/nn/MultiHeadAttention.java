package ai.nmt.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.tensor.Pass;

/**
 * Multi-head attention: softmax(Q Kᵀ / sqrt(D / H)) V per head, then an output projection (Vaswani
 * et al. 2017, eq. 1 and section 3.2.2). Queries, keys and values are projected with biases.
 *
 * <p>The three projections are one (3D, D) matrix, initialised as a whole, as fairseq's; where the
 * memory has another dimension than the queries, or the weights are to be separate, they are three.
 */
public final class MultiHeadAttention extends Layer {
  private final Parameter[] inWeights;
  private final Parameter inBias;
  private final Parameter outWeight;
  private final Parameter outBias;
  private final long heads;
  private final Dropout dropout;

  /**
   * Makes the layer.
   *
   * @param dim D, dimension of the queries and of the result
   * @param memoryDim dimension of what is attended to; D in self-attention
   * @param heads H, a divisor of D
   * @param dropout dropout on the attention weights
   * @param weights how the projections are stored and drawn
   */
  public MultiHeadAttention(
      int dim, int memoryDim, int heads, Dropout dropout, AttentionWeights weights) {
    this.inWeights =
        dim == memoryDim && !weights.separate()
            ? new Parameter[] {
              parameter("in_proj_weight", new Shape(3L * dim, dim), weights.queryKey())
            }
            : new Parameter[] {
              parameter("q_proj_weight", new Shape(dim, dim), weights.queryKey()),
              parameter("k_proj_weight", new Shape(dim, memoryDim), weights.queryKey()),
              parameter("v_proj_weight", new Shape(dim, memoryDim), weights.valueOutput())
            };
    Initialization memoryBias = weights.inBias().of(memoryDim);
    this.inBias =
        parameter(
            "in_proj_bias",
            new Shape(3L * dim),
            Initialization.parts(weights.inBias().of(dim), memoryBias, memoryBias));
    this.outWeight = parameter("out_proj.weight", new Shape(dim, dim), weights.valueOutput());
    this.outBias = parameter("out_proj.bias", new Shape(dim), Initialization.ZEROS);
    this.heads = heads;
    this.dropout = dropout;
  }

  /**
   * Self-attention: positions see positions of the same sentence.
   *
   * @param pass the pass
   * @param x (B, T, D)
   * @param mask added to the scores: 0 where a position may see another, else a large negative
   *     number; (B, 1, 1, T) or (B, 1, T, T)
   * @return (B, T, D)
   */
  public NDArray selfAttention(Pass pass, NDArray x, NDArray mask) {
    long time = x.getShape().get(1);
    return Kernels.call(
        pass.owner(),
        "self_attention",
        x,
        inWeights(),
        inBias.getArray(),
        outWeight.getArray(),
        outBias.getArray(),
        heads,
        mask,
        dropout.mask(pass, new Shape(x.getShape().get(0), heads, time, time)));
  }

  /**
   * Attention of the decoder to the encoder's output.
   *
   * @param pass the pass
   * @param x queries, (B, T, D)
   * @param memory encoder's output, (B, S, memory dimension)
   * @param paddingMask (B, 1, 1, S), added to the scores
   * @return (B, T, D)
   */
  public NDArray crossAttention(Pass pass, NDArray x, NDArray memory, NDArray paddingMask) {
    Shape queries = x.getShape();
    Shape weights = new Shape(queries.get(0), heads, queries.get(1), memory.getShape().get(1));
    return Kernels.call(
        pass.owner(),
        "cross_attention",
        x,
        memory,
        inWeights(),
        inBias.getArray(),
        outWeight.getArray(),
        outBias.getArray(),
        heads,
        paddingMask,
        dropout.mask(pass, weights));
  }

  /**
   * Causal self-attention of one new position over all positions so far, whose keys and values are
   * in a cache; the new position's are written into it.
   *
   * @param pass a pass without dropout
   * @param x the new position, (rows, 1, D)
   * @param cache keys and values of all layers, (layers, at least rows, capacity, 2D)
   * @param layer index of this layer in the cache
   * @param step number of positions already in the cache
   * @return (rows, 1, D)
   */
  public NDArray selfAttentionStep(Pass pass, NDArray x, NDArray cache, int layer, int step) {
    return Kernels.call(
        pass.owner(),
        "self_attention_step",
        x,
        cache,
        (long) layer,
        (long) step,
        inWeights(),
        inBias.getArray(),
        outWeight.getArray(),
        outBias.getArray(),
        heads);
  }

  /**
   * The keys and values of the encoder's output, for {@link #crossAttentionStep}.
   *
   * @param pass a pass without dropout
   * @param memory encoder's output, (B, S, memory dimension)
   * @return keys and values side by side, (B, S, 2D)
   */
  public NDArray keysAndValues(Pass pass, NDArray memory) {
    return Kernels.call(pass.owner(), "memory_keys_values", memory, inWeights(), inBias.getArray());
  }

  /**
   * Attention of one new position to the encoder's output.
   *
   * @param pass a pass without dropout
   * @param x the new position, (n·k, 1, D): n groups of k rows that attend to the same sentence
   * @param keysAndValues (n, S, 2D)
   * @param paddingMask (n, 1, 1, S)
   * @return (n·k, 1, D)
   */
  public NDArray crossAttentionStep(
      Pass pass, NDArray x, NDArray keysAndValues, NDArray paddingMask) {
    return Kernels.call(
        pass.owner(),
        "cross_attention_step",
        x,
        keysAndValues,
        inWeights(),
        inBias.getArray(),
        outWeight.getArray(),
        outBias.getArray(),
        heads,
        paddingMask);
  }

  private NDArray[] inWeights() {
    NDArray[] arrays = new NDArray[inWeights.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = inWeights[i].getArray();
    }
    return arrays;
  }
}
