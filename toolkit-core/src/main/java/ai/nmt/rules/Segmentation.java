package ai.nmt.rules;

import ai.nmt.subword.BpeCodes;
import ai.nmt.subword.BpeSegmenter;
import ai.nmt.subword.BpeSegmenterOptions;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How words become subwords and back: {@code --bpe}. */
public sealed interface Segmentation permits Segmentation.None, Segmentation.BytePairs {
  /**
   * The function from tokens to subwords.
   *
   * @return function of a line, which remembers words it has seen; may be shared by threads
   */
  UnaryOperator<String> segmenter();

  /**
   * Joins subwords.
   *
   * @param line subwords separated by single spaces
   * @return tokens
   */
  String join(String line);

  /** Words stay whole, or come as subwords. */
  record None() implements Segmentation {
    @Override
    public UnaryOperator<String> segmenter() {
      return UnaryOperator.identity();
    }

    @Override
    public String join(String line) {
      return line;
    }
  }

  /**
   * subword-nmt's byte pair encoding.
   *
   * @param codes the merges
   * @param separator mark of units that do not end a word, not empty
   */
  record BytePairs(BpeCodes codes, String separator) implements Segmentation {
    /** Checks the separator. */
    public BytePairs {
      if (separator.isEmpty()) {
        throw new IllegalArgumentException(
            "the mark of subwords is empty; expected a text such as '@@' (--bpe-separator)");
      }
    }

    @Override
    public UnaryOperator<String> segmenter() {
      return new BpeSegmenter(codes, new BpeSegmenterOptions(separator, Set.of(), List.of()));
    }

    /** Joins as fairseq does, so that a mark at the end of the line goes as well. */
    @Override
    public String join(String line) {
      return (line + " ").replace(separator + " ", "").stripTrailing();
    }
  }
}
