/**
 * Optimisers over flat buffers ({@link ai.nmt.tensor.FlatParameters}): one fused operation moves
 * all parameters of a model. Their state is made of buffers of the same layout and is saved under
 * each parameter's name.
 *
 * <pre>{@code
 * Optimizer adam = new Adam(base, parameters, AdamConfig.defaults());
 * ... backward passes add to parameters.gradients() ...
 * adam.step(learningRate, 1.0 / targetTokens);
 * parameters.zeroGradients();
 * }</pre>
 */
package ai.nmt.optim;
