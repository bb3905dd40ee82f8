/**
 * From text to binarised data: the job of {@code nmt preprocess}.
 *
 * <p>{@link ai.nmt.run.prepare.Preprocess} opens the files ({@code TextInput}), applies the text
 * rules, counts symbols for new dictionaries ({@code TextScan}, {@code TrainingVocabulary}) or
 * takes given ones ({@code DictionaryChoice}), and writes ids. {@code PreprocessCheck} refuses what
 * could not end well before anything is read.
 */
package ai.nmt.run.prepare;
