/**
 * The jobs of the toolkit: each takes one configuration record, wires the parts of the other
 * packages together and runs them.
 *
 * <p>What a user sees of a running job goes through a listener, so that the same job serves the
 * command line and a program that embeds the toolkit. {@link ai.nmt.run.Preprocess}: text, raw or
 * prepared → dictionaries and binarised data. {@link ai.nmt.run.Generation}: a trained {@link
 * ai.nmt.run.TranslationModel} and sentences → translations and BLEU.
 */
package ai.nmt.run;
