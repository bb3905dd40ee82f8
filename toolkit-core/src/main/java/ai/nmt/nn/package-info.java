/**
 * The layers a Transformer is made of: embeddings, positions, attention, feed-forward, layer
 * normalisation, dropout.
 *
 * <p>A layer is a DJL block with DJL parameters whose typed {@code forward} takes a {@link
 * ai.nmt.tensor.Pass} and reads like the paper's equation; the arithmetic itself is in the
 * TorchScript methods of {@link ai.nmt.nn.Kernels}. Results attach to the pass's manager, whatever
 * the arguments' managers, so that nothing outlives a step.
 *
 * <p>Shapes use one language: B batch, S source time, T target time, D model dimension, F
 * feed-forward dimension, H heads, V vocabulary. Tensors are batch-major: (B, T, D).
 */
package ai.nmt.nn;
