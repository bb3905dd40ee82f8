package ai.nmt.rules;

import ai.nmt.text.Lowercaser;
import ai.nmt.text.NonPrintingRemover;
import ai.nmt.text.PunctuationNormalizer;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What is done to raw text, in this order.
 *
 * @param isoCodes languages of the data that are to be treated as another one ({@code
 *     --moses-source-lang}, {@code --moses-target-lang}): name of the language to ISO code
 * @param normalizePunctuation whether punctuation gets one ASCII form
 * @param removeNonPrinting whether control characters and the like become spaces
 * @param tokenization how words and punctuation are separated
 * @param lowercase whether letters become small
 * @param subwords how words become subwords
 */
public record TextRules(
    Map<String, String> isoCodes,
    boolean normalizePunctuation,
    boolean removeNonPrinting,
    Tokenization tokenization,
    boolean lowercase,
    Segmentation subwords) {
  /** Copies the map, sorted by its keys. */
  public TextRules {
    isoCodes = Collections.unmodifiableMap(new TreeMap<>(isoCodes));
    Objects.requireNonNull(tokenization, "tokenization");
    Objects.requireNonNull(subwords, "subwords");
  }

  /**
   * The rules of prepared text: it stays as it is.
   *
   * @return rules that change nothing
   */
  public static TextRules none() {
    return new TextRules(
        Map.of(), false, false, new Tokenization.None(), false, new Segmentation.None());
  }

  /**
   * Whether the rules leave text as it is.
   *
   * @return true for those of {@link #none}
   */
  public boolean changeNothing() {
    TextRules none = none();
    return !normalizePunctuation
        && !removeNonPrinting
        && !lowercase
        && tokenization.equals(none.tokenization)
        && subwords.equals(none.subwords);
  }

  /**
   * The language whose rules a language of the data gets.
   *
   * @param language as the data names it
   * @return ISO code
   */
  public String isoCode(String language) {
    return isoCodes.getOrDefault(language, language);
  }

  /**
   * The way of raw text to subwords.
   *
   * @param language of the text, as the data names it
   * @return function of a line; may be shared by threads
   */
  public UnaryOperator<String> preparation(String language) {
    String code = isoCode(language);
    UnaryOperator<String> chain = UnaryOperator.identity();
    if (normalizePunctuation) {
      chain = then(chain, new PunctuationNormalizer(code));
    }
    if (removeNonPrinting) {
      chain = then(chain, new NonPrintingRemover());
    }
    chain = then(chain, tokenization.tokenizer(code));
    if (lowercase) {
      chain = then(chain, new Lowercaser());
    }
    return then(chain, subwords.segmenter(language));
  }

  /**
   * The way from the model's output to text for readers.
   *
   * @param language of the text, as the data names it
   * @return function of a line of subwords, or of tokens; what was made small stays so
   */
  public UnaryOperator<String> plainText(String language) {
    UnaryOperator<String> detokenizer = tokenization.detokenizer(isoCode(language));
    return line -> detokenizer.apply(subwords.join(line));
  }

  private static UnaryOperator<String> then(
      UnaryOperator<String> first, UnaryOperator<String> second) {
    return line -> second.apply(first.apply(line));
  }
}
