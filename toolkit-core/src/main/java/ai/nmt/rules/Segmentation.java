package ai.nmt.rules;

import ai.nmt.sentencepiece.SentencePieceModel;
import ai.nmt.subword.BpeCodes;
import ai.nmt.subword.BpeSegmenter;
import ai.nmt.subword.BpeSegmenterOptions;
import ai.nmt.unicode.Characters;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** How words become subwords and back: {@code --bpe}. */
public sealed interface Segmentation
    permits Segmentation.None, Segmentation.BytePairs, Segmentation.SentencePieces {
  /**
   * The function from tokens to subwords.
   *
   * @param language as the data names it
   * @return function of a line, which may remember words it has seen; may be shared by threads
   */
  UnaryOperator<String> segmenter(String language);

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
    public UnaryOperator<String> segmenter(String language) {
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
   * @param vocabularies for languages of the data, the units that may be used, as written; others
   *     are split again. A language without an entry may use all units
   * @param glossaries regular expressions of what is never split
   */
  record BytePairs(
      BpeCodes codes,
      String separator,
      Map<String, Set<String>> vocabularies,
      List<String> glossaries)
      implements Segmentation {
    /** Checks the separator and the expressions, and sorts the vocabularies. */
    public BytePairs {
      if (separator.isEmpty()) {
        throw new IllegalArgumentException(
            "the mark of subwords is empty; expected a text such as '@@' (--bpe-separator)");
      }
      Map<String, Set<String>> copies = new TreeMap<>();
      vocabularies.forEach(
          (language, units) -> {
            if (units.isEmpty()) {
              throw new IllegalArgumentException(
                  "the BPE vocabulary for "
                      + language
                      + " has no unit; is --bpe-vocabulary-threshold too high?");
            }
            copies.put(language, Set.copyOf(units));
          });
      vocabularies = Collections.unmodifiableMap(copies);
      glossaries = List.copyOf(glossaries);
      BpeSegmenterOptions.compileGlossaries(glossaries);
    }

    /**
     * Encoding that may use all units and split every word.
     *
     * @param codes the merges
     * @param separator mark of units that do not end a word, not empty
     */
    public BytePairs(BpeCodes codes, String separator) {
      this(codes, separator, Map.of(), List.of());
    }

    @Override
    public UnaryOperator<String> segmenter(String language) {
      return new BpeSegmenter(
          codes,
          new BpeSegmenterOptions(
              separator,
              vocabularies.getOrDefault(language, Set.of()),
              BpeSegmenterOptions.compileGlossaries(glossaries)));
    }

    /** Joins as fairseq does, so that a mark at the end of the line goes as well. */
    @Override
    public String join(String line) {
      return Characters.stripTrailing((line + " ").replace(separator + " ", ""));
    }
  }

  /**
   * A SentencePiece model.
   *
   * @param model the model; equal to another one if its file is
   */
  record SentencePieces(SentencePieceModel model) implements Segmentation {
    @Override
    public UnaryOperator<String> segmenter(String language) {
      return model;
    }

    @Override
    public String join(String line) {
      return model.join(line);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SentencePieces pieces
          && Arrays.equals(model.bytes(), pieces.model.bytes());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(model.bytes());
    }
  }
}
