/**
 * The analyses of "Understanding the Difficulty of Training Transformers" (Liu et al. 2020): how
 * much a small change of the weights changes the encoder's output ({@link
 * ai.nmt.analysis.OutputChangeAnalysis}), on what each sub-layer depends ({@link
 * ai.nmt.analysis.LayerDependency}) and how large gradients are at each sub-layer ({@link
 * ai.nmt.analysis.GradientNorms}). Dropout is off in all of them.
 *
 * <p>Shapes as in {@code ai.nmt.nn}; n is the number of residual sub-layers of a stack, 2 per layer
 * of the encoder and 3 per layer of the decoder.
 */
package ai.nmt.analysis;
