/**
 * What to do where a training goes wrong.
 *
 * <p>{@link ai.nmt.train.guard.NotFiniteHandler} does what {@code --on-nan} says with an update
 * that is not finite, and reports its batches ({@link ai.nmt.train.guard.BatchReport}) and the
 * place where it arose ({@link ai.nmt.train.guard.NotFiniteSearch}). {@link
 * ai.nmt.train.guard.LossWatch} tells of spikes of the loss and of divergence.
 */
package ai.nmt.train.guard;
