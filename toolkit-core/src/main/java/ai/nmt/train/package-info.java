/**
 * Training: the loop and its collaborators, each with one job.
 *
 * <ul>
 *   <li>{@link ai.nmt.train.Trainer} owns the loop over epochs and updates;
 *   <li>{@code UpdateStep} makes one update of some batches;
 *   <li>{@link ai.nmt.train.Validator} measures the model, with a {@link
 *       ai.nmt.train.ValidationMetric} for what it does not know itself, such as BLEU;
 *   <li>{@link ai.nmt.train.CheckpointSaver} decides which checkpoints to write and to delete,
 *       {@link ai.nmt.train.TrainingCheckpoint} what is in them;
 *   <li>{@link ai.nmt.train.StoppingRule} says when it is enough;
 *   <li>{@link ai.nmt.train.TrainingListener}s report.
 * </ul>
 *
 * <p>What a training has come to is one immutable record, {@link ai.nmt.train.Progress}. Random
 * numbers, batches and the learning rate of every update follow from the seed and that record, so a
 * training that is interrupted and resumed ends bit for bit where the uninterrupted one ends.
 */
package ai.nmt.train;
