/**
 * Text as it goes in and out of the toolkit: the rules of the Moses scripts as small functions on
 * lines, and the sample corpus.
 *
 * <p>A {@link ai.nmt.text.TextStage} turns one line into one line, keeps no state and may be shared
 * by threads. Stages are chained in the order of the data's way:
 *
 * <pre>{@code
 * TextStage clean =
 *     new NonPrintingRemover()
 *         .then(new PunctuationNormalizer("en"))
 *         .then(new MosesTokenizer(TokenizerOptions.defaults("en")))
 *         .then(new Lowercaser());
 * clean.apply("“Hello,” she said."); // &quot; hello , &quot; she said .
 * }</pre>
 *
 * <p>{@link ai.nmt.text.LineFilter} runs a stage over a stream of any size, in parallel and in
 * order. {@link ai.nmt.text.MosesDetokenizer} leads back to plain text, and {@link
 * ai.nmt.text.CorpusCleaner} drops the pairs of a parallel corpus that do not help training.
 *
 * <p>What is equal to the Moses scripts is tested against their outputs. Character classes are
 * those of the running JDK's Unicode version.
 */
package ai.nmt.text;
