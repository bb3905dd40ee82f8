package ai.nmt.nn;

import java.util.Objects;

/**
 * How attention stores and draws its projections. The bias of the output projection begins at 0.
 *
 * @param separate whether queries, keys and values have a matrix each ({@code q_proj_weight},
 *     {@code k_proj_weight}, {@code v_proj_weight}) even where one (3D, D) matrix {@code
 *     in_proj_weight} would do
 * @param queryKey how the projections of queries and keys are drawn; where the three are one
 *     matrix, that one
 * @param valueOutput how the projection of values, where it is a matrix of its own, and that of the
 *     result are drawn
 * @param inBias how the biases of queries, keys and values are drawn
 */
public record AttentionWeights(
    boolean separate,
    Initialization queryKey,
    Initialization valueOutput,
    BiasInitialization inBias) {
  /** Checks that all are there. */
  public AttentionWeights {
    Objects.requireNonNull(queryKey, "queryKey");
    Objects.requireNonNull(valueOutput, "valueOutput");
    Objects.requireNonNull(inBias, "inBias");
  }

  /**
   * fairseq 0.8's: one matrix, Xavier uniform, biases 0.
   *
   * @return the default
   */
  public static AttentionWeights defaults() {
    Initialization xavier = Initialization.xavierUniform();
    return new AttentionWeights(false, xavier, xavier, BiasInitialization.ZEROS);
  }

  /**
   * The same biases with matrices that are separate and drawn otherwise.
   *
   * @param newQueryKey projections of queries and keys
   * @param newValueOutput projections of values and of the result
   * @return the changed copy
   */
  public AttentionWeights withSeparateMatrices(
      Initialization newQueryKey, Initialization newValueOutput) {
    return new AttentionWeights(true, newQueryKey, newValueOutput, inBias);
  }
}
