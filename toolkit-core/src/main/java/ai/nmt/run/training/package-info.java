/**
 * From binarised data to checkpoints: the jobs of {@code nmt train} and {@code nmt validate}.
 *
 * <p>A {@link ai.nmt.run.training.TrainingPlan} says all that is wanted; {@link
 * ai.nmt.run.training.Training} builds data, model, optimiser and collaborators of it, gives a
 * fresh model its {@code Initialization} or takes a checkpoint, and runs {@code ai.nmt.train}'s
 * loop. {@code HistoryListener} and {@code TensorBoardListener} note down what happens; {@code
 * TranslationMetrics} gives the loop what it does not know itself, BLEU of translations. {@link
 * ai.nmt.run.training.Validation} measures finished checkpoints as a training does.
 */
package ai.nmt.run.training;
