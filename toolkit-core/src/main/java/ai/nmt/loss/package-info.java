/**
 * Training criteria. A criterion takes the logits of a batch and the target words and gives the
 * summed loss together with the loss's gradient at the logits, written down by hand instead of
 * being recorded by autograd: with N target positions and a vocabulary of V words the logits are by
 * far the largest tensor of a step, and this way there is only one of them.
 *
 * <pre>{@code
 * NDArray logits = TorchEngine.recording(() -> model.forward(pass, source, previousOutput));
 * Differentiated loss = criterion.differentiate(pass.owner(), logits, target);
 * TorchEngine.backward(logits, loss.gradient());
 * }</pre>
 */
package ai.nmt.loss;
