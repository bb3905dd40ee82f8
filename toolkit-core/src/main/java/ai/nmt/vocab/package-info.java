/**
 * From words to numbers: a {@link ai.nmt.vocab.Dictionary} gives every symbol of a language an id.
 *
 * <p>A {@link ai.nmt.vocab.DictionaryBuilder} counts the symbols of the training text; {@link
 * ai.nmt.vocab.DictionaryLimits} say which are kept. Files are fairseq's {@code dict.LANG.txt}:
 *
 * <pre>{@code
 * Dictionary dictionary = Dictionary.load(Path.of("data-bin/dict.en.txt"));
 * int[] ids = dictionary.encode("a dog runs"); // three ids and </s>
 * String line = dictionary.decode(ids);        // "a dog runs"
 * }</pre>
 *
 * <p>Whole files go faster without strings: a {@link ai.nmt.vocab.SymbolReader} finds symbols in
 * the bytes of a text, and a {@link ai.nmt.vocab.SymbolTable} their numbers or ids.
 */
package ai.nmt.vocab;
