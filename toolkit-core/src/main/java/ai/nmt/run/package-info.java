/**
 * The jobs of the toolkit: each takes one configuration record, wires the parts of the other
 * packages together and runs them.
 *
 * <p>What a user sees of a running job goes through a listener, so that the same job serves the
 * command line and a program that embeds the toolkit. Every kind of job has a room:
 *
 * <ul>
 *   <li>{@code prepare}: text, raw or prepared → dictionaries and binarised data;
 *   <li>{@code training}: binarised data → checkpoints, and their validation;
 *   <li>{@code translation}: a trained model and sentences → translations and BLEU;
 *   <li>{@code analyses}: models and training logs → tables and charts;
 *   <li>{@code benchmark}: a model and a corpus → the speed of training.
 * </ul>
 *
 * <p>This package itself holds what the rooms share ({@link ai.nmt.run.DataConfig}, {@link
 * ai.nmt.run.EngineConfig}, {@link ai.nmt.run.StoredRules}, {@link ai.nmt.run.ModelLoader}), so it
 * uses none of them, and the small jobs on checkpoint files ({@link ai.nmt.run.Conversion}, {@link
 * ai.nmt.run.AverageCheckpoints}).
 */
package ai.nmt.run;
