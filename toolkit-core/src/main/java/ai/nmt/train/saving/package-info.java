/**
 * Checkpoints of a training.
 *
 * <p>{@link ai.nmt.train.saving.CheckpointSaver} decides which to write and to delete, {@link
 * ai.nmt.train.saving.TrainingCheckpoint} what is in them, {@link
 * ai.nmt.train.saving.RestoreConfig} what of it a later training takes over. A checkpoint is copied
 * to host memory ({@code CheckpointSnapshot}) and written by a thread of its own ({@code
 * BackgroundTask}) while training goes on. {@link ai.nmt.train.saving.ModelDescription} says how to
 * build the model again.
 */
package ai.nmt.train.saving;
