package ai.nmt.nn;

import java.util.Objects;

/**
 * How attention stores and draws its projections.
 *
 * @param separate whether queries, keys and values have a matrix each ({@code q_proj_weight},
 *     {@code k_proj_weight}, {@code v_proj_weight}) even where one (3D, D) matrix {@code
 *     in_proj_weight} would do
 * @param queryKey how the projections of queries and keys are drawn; where the three are one
 *     matrix, that one
 * @param valueOutput how the projection of values, where it is a matrix of its own, and that of the
 *     result are drawn
 */
public record AttentionWeights(
    boolean separate, Initialization queryKey, Initialization valueOutput) {
  /** Checks that both are there. */
  public AttentionWeights {
    Objects.requireNonNull(queryKey, "queryKey");
    Objects.requireNonNull(valueOutput, "valueOutput");
  }

  /**
   * fairseq's: one matrix, Xavier uniform.
   *
   * @return the default
   */
  public static AttentionWeights defaults() {
    return new AttentionWeights(
        false, Initialization.xavierUniform(), Initialization.xavierUniform());
  }
}
