/**
 * From sentences to translations: the jobs of {@code nmt generate} and {@code nmt interactive}.
 *
 * <p>A {@link ai.nmt.run.translation.TranslationModel} is one checkpoint or an ensemble with its
 * dictionaries and text rules; {@link ai.nmt.run.translation.Generation} translates a binarised
 * subset with it and scores the result against the reference ({@code ReferenceBleu}).
 */
package ai.nmt.run.translation;
