package ai.nmt.subword;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One byte pair encoding for several texts, and the units that each text has in it (subword-nmt's
 * {@code learn-joint-bpe-and-vocab}).
 *
 * <p>The units of a text are the vocabulary to which {@link BpeSegmenterOptions} restricts its
 * segmentation, so that no unit is used that the text's own side of the training data hardly has.
 *
 * @param codes the merges of all texts together
 * @param vocabularies counts of the units, one for each text
 */
public record JointBpe(BpeCodes codes, List<WordCounts> vocabularies) {
  /** Copies the list. */
  public JointBpe {
    vocabularies = List.copyOf(vocabularies);
  }

  /**
   * Learns merges and vocabularies.
   *
   * @param texts words of each text
   * @param options how many merges
   * @param separator mark of units that do not end a word
   * @return codes of version 0.2, and as many vocabularies as texts
   * @throws ai.nmt.io.InputException if there are no words
   */
  public static JointBpe learn(
      List<WordCounts> texts, BpeLearnerOptions options, String separator) {
    WordCounts all = new WordCounts();
    texts.forEach(all::addAll);
    BpeCodes codes = new BpeLearner(options).learn(all);
    BpeSegmenter segmenter =
        new BpeSegmenter(codes, new BpeSegmenterOptions(separator, Set.of(), List.of()));
    List<WordCounts> vocabularies = new ArrayList<>();
    for (WordCounts text : texts) {
      vocabularies.add(units(text, segmenter));
    }
    return new JointBpe(codes, vocabularies);
  }

  /** In the order in which the segmented text would show them first. */
  private static WordCounts units(WordCounts text, BpeSegmenter segmenter) {
    WordTable words = text.table();
    WordCounts units = new WordCounts();
    for (int i = 0; i < words.size(); i++) {
      for (String unit : segmenter.apply(words.word(i)).split(" ", -1)) {
        units.add(unit, words.count(i));
      }
    }
    return units;
  }
}
