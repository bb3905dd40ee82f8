/**
 * What the toolkit adds to DJL's tensors: TorchScript methods, flat parameter and gradient buffers,
 * one memory scope per step, seeds and threads.
 */
package ai.nmt.tensor;
