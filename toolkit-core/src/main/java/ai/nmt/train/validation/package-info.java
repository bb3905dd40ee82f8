/**
 * Measuring the model while it is trained.
 *
 * <p>{@link ai.nmt.train.validation.Validator} takes the loss of each {@link
 * ai.nmt.train.validation.ValidationSet}, and asks a {@link
 * ai.nmt.train.validation.ValidationMetric} for what it does not know itself, such as BLEU.
 */
package ai.nmt.train.validation;
