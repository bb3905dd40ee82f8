/**
 * Text rules: what happens to raw text before it becomes ids, and to tokens before a reader sees
 * them.
 *
 * <p>{@link ai.nmt.rules.TextRules} joins the functions of {@code text}, {@code subword} and {@code
 * sentencepiece} in a fixed order, normalise, remove what is not printed, tokenise, lowercase,
 * segment, so that preprocessing and translating do the same:
 *
 * <pre>{@code
 * TextRules rules =
 *     new TextRules(Map.of(), false, false, Tokenization.Moses.defaults(), false,
 *         new Segmentation.BytePairs(BpeCodes.load(codes), "@@"));
 * rules.preparation("en").apply("Hello, world!"); // Hel@@ lo , world !
 * rules.plainText("de").apply("Hal@@ lo , Welt !"); // Hallo, Welt!
 * }</pre>
 *
 * <p>The rules lie beside the dictionaries as {@link ai.nmt.rules.TextRulesFile} and in each
 * checkpoint, subword model included, with a fingerprint that tells whether two are the same.
 */
package ai.nmt.rules;
