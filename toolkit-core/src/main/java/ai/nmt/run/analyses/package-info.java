/**
 * The jobs of {@code nmt analyze}: they wire the measurements of {@code ai.nmt.analysis} to models
 * and data, and write the results as tables and charts ({@code ResultFiles}).
 *
 * <p>An {@link ai.nmt.run.analyses.Analysis} loads or initialises its models and takes sentences
 * from data or by chance ({@code SampleSource}); each of the reports makes one study of the Admin
 * paper of it. {@link ai.nmt.run.analyses.TrainingCurves} needs no model: it reads the logs of
 * trainings.
 */
package ai.nmt.run.analyses;
