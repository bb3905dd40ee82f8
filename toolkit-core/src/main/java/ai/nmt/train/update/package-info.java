/**
 * One update: forward and backward passes of some batches, one averaged, perhaps clipped gradient,
 * one step of the optimiser.
 *
 * <p>{@link ai.nmt.train.update.UpdateStep} makes it, on a {@link
 * ai.nmt.train.update.TrainedState}: the parameters and what changes with them, {@link
 * ai.nmt.train.update.LossScale} included. {@link ai.nmt.train.update.BatchEvaluator} takes the
 * loss without changing anything. Where native memory does not suffice, a batch is computed in
 * parts ({@code BatchPart}, {@code PartLoop}). The room knows neither epochs nor checkpoints.
 */
package ai.nmt.train.update;
