/**
 * Optimisers over flat buffers ({@link ai.nmt.tensor.FlatParameters}): one fused operation moves
 * all parameters of a model. Their state is made of buffers of the same layout and is saved under
 * each parameter's name.
 *
 * <p>A new optimiser is one class that extends the package's {@code FlatOptimizer} (or implements
 * {@link ai.nmt.optim.Optimizer}), with its settings as a record in {@link
 * ai.nmt.optim.OptimizerConfig} and {@link ai.nmt.optim.OptimizerRegistry}; tests of the contract
 * then ask for it.
 *
 * <pre>{@code
 * Optimizer adam = new Adam(base, parameters, AdamConfig.defaults());
 * ... backward passes add to parameters.gradients() ...
 * adam.step(learningRate, 1.0 / targetTokens);
 * parameters.zeroGradients();
 * }</pre>
 */
package ai.nmt.optim;
