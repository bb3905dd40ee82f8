/**
 * The loop over epochs and updates.
 *
 * <p>{@link ai.nmt.train.loop.Trainer} owns it, takes batches from an {@link
 * ai.nmt.train.loop.EpochSource}, and leaves each job to a collaborator of another room. It ends
 * where {@link ai.nmt.train.loop.StoppingRule} says that it is enough or a {@link
 * ai.nmt.train.loop.StopSignal} asks for it.
 */
package ai.nmt.train.loop;
