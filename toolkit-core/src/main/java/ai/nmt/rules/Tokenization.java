package ai.nmt.rules;

import ai.nmt.text.MosesDetokenizer;
import ai.nmt.text.MosesTokenizer;
import ai.nmt.text.NonbreakingPrefixes;
import ai.nmt.text.TokenizerOptions;
import java.util.List;
import java.util.function.UnaryOperator;

/** How words and punctuation are separated: {@code --tokenizer}. */
public sealed interface Tokenization permits Tokenization.None, Tokenization.Moses {
  /**
   * The function from text to tokens.
   *
   * @param language ISO code
   * @return function of a line; may be shared by threads
   */
  UnaryOperator<String> tokenizer(String language);

  /**
   * The function from tokens to text.
   *
   * @param language ISO code
   * @return function of a line; may be shared by threads
   */
  UnaryOperator<String> detokenizer(String language);

  /** The text is tokenised already, or is to stay as it is. */
  record None() implements Tokenization {
    @Override
    public UnaryOperator<String> tokenizer(String language) {
      return UnaryOperator.identity();
    }

    @Override
    public UnaryOperator<String> detokenizer(String language) {
      return UnaryOperator.identity();
    }
  }

  /**
   * Moses' rules.
   *
   * @param dashSplits whether hyphens inside words are cut off as {@code @-@}; fairseq does unless
   *     {@code --moses-no-dash-splits} is given
   * @param escape whether special characters become XML entities; fairseq does unless {@code
   *     --moses-no-escape} is given
   */
  record Moses(boolean dashSplits, boolean escape) implements Tokenization {
    /**
     * fairseq's defaults.
     *
     * @return dashes split, special characters escaped
     */
    public static Moses defaults() {
      return new Moses(true, true);
    }

    @Override
    public UnaryOperator<String> tokenizer(String language) {
      return new MosesTokenizer(
          new TokenizerOptions(
              language, NonbreakingPrefixes.of(language), dashSplits, escape, false, List.of()));
    }

    @Override
    public UnaryOperator<String> detokenizer(String language) {
      return new MosesDetokenizer(language);
    }
  }
}
