/**
 * Training: what all its parts share. The parts have a room each:
 *
 * <ul>
 *   <li>{@code update}: one update of some batches;
 *   <li>{@code validation}: measures the model;
 *   <li>{@code saving}: decides which checkpoints to write and to delete, and what is in them;
 *   <li>{@code guard}: what to do where numbers are not finite or a training diverges;
 *   <li>{@code loop}: the loop over epochs and updates, which calls all of them.
 * </ul>
 *
 * <p>What a training has come to is one immutable record, {@link ai.nmt.train.Progress}. Random
 * numbers, batches and the learning rate of every update follow from the seed and that record, so a
 * training that is interrupted and resumed ends bit for bit where the uninterrupted one ends.
 * {@link ai.nmt.train.TrainingConfig} is its configuration, {@link ai.nmt.train.TrainingListener}s
 * are told of its events. Of the rooms this package uses {@code update} alone, for the settings of
 * the loss scale.
 */
package ai.nmt.train;
