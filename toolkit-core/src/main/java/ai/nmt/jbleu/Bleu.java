package ai.nmt.jbleu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * BLEU as sacreBLEU computes it (Post, WMT 2018): over untokenized text, with a signature that says
 * how.
 *
 * <p>A segment's reference that is empty does not count as one; each segment needs at least one.
 * Immutable and thread-safe.
 */
public final class Bleu {
  private final BleuConfig config;

  /**
   * Makes the metric.
   *
   * @param config how it is computed
   */
  public Bleu(BleuConfig config) {
    this.config = config;
  }

  /**
   * Scores a corpus.
   *
   * @param hypotheses a text per segment, at least one
   * @param references the texts of each reference translation, each with as many segments
   * @return the score
   * @throws IllegalArgumentException where numbers of segments differ, or a segment has no
   *     reference
   */
  public BleuScore corpus(List<String> hypotheses, List<List<String>> references) {
    check(hypotheses, references);
    BleuStatistics statistics = new BleuStatistics();
    for (int i = 0; i < hypotheses.size(); i++) {
      add(statistics, hypotheses.get(i), segment(references, i), i);
    }
    return BleuScore.of(statistics, config.smoothing(), config.effectiveOrder());
  }

  /**
   * Scores one segment by itself; best with {@link BleuConfig#forSentences()}.
   *
   * @param hypothesis its text
   * @param references its reference translations, at least one that is not empty
   * @return the score
   * @throws IllegalArgumentException where there is no reference
   */
  public BleuScore sentence(String hypothesis, List<String> references) {
    BleuStatistics statistics = new BleuStatistics();
    add(statistics, hypothesis, references, 0);
    return BleuScore.of(statistics, config.smoothing(), config.effectiveOrder());
  }

  /**
   * Scores each segment of a corpus by itself.
   *
   * @param hypotheses a text per segment, at least one
   * @param references the texts of each reference translation, each with as many segments
   * @return the scores in order
   * @throws IllegalArgumentException where numbers of segments differ, or a segment has no
   *     reference
   */
  public List<BleuScore> sentences(List<String> hypotheses, List<List<String>> references) {
    check(hypotheses, references);
    List<BleuScore> scores = new ArrayList<>(hypotheses.size());
    for (int i = 0; i < hypotheses.size(); i++) {
      BleuStatistics statistics = new BleuStatistics();
      add(statistics, hypotheses.get(i), segment(references, i), i);
      scores.add(BleuScore.of(statistics, config.smoothing(), config.effectiveOrder()));
    }
    return scores;
  }

  /**
   * How scores over these references are computed, as sacreBLEU writes it but for the version.
   *
   * @param references the texts of each reference translation
   * @return for example {@code nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp}
   */
  public String signature(List<List<String>> references) {
    return "nrefs:%s|case:%s|eff:%s|tok:%s|smooth:%s"
        .formatted(
            referenceCount(references),
            config.lowercase() ? "lc" : "mixed",
            config.effectiveOrder() ? "yes" : "no",
            config.tokenizer(),
            config.smoothing());
  }

  private void add(
      BleuStatistics statistics, String hypothesis, List<String> references, int number) {
    List<List<String>> words =
        references.stream().filter(text -> !text.isEmpty()).map(this::tokenize).toList();
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "segment "
              + (number + 1)
              + " has no reference translation (an empty line does not count as one); add one, or"
              + " remove the segment from hypotheses and references");
    }
    statistics.add(tokenize(hypothesis), words);
  }

  private List<String> tokenize(String text) {
    return config.tokenizer().tokenize(config.lowercase() ? text.toLowerCase(Locale.ROOT) : text);
  }

  private static void check(List<String> hypotheses, List<List<String>> references) {
    if (hypotheses.isEmpty()) {
      throw new IllegalArgumentException("there are no hypotheses to score; expected at least one");
    }
    if (references.isEmpty()) {
      throw new IllegalArgumentException("there are no references; expected at least one text");
    }
    for (int i = 0; i < references.size(); i++) {
      if (references.get(i).size() != hypotheses.size()) {
        throw new IllegalArgumentException(
            ("reference %d has %d lines, but there are %d hypotheses; line n of each must translate"
                    + " the same segment")
                .formatted(i + 1, references.get(i).size(), hypotheses.size()));
      }
    }
  }

  private static List<String> segment(List<List<String>> references, int number) {
    return references.stream().map(texts -> texts.get(number)).toList();
  }

  /** The number of references of every segment; {@code var} where segments differ. */
  private static String referenceCount(List<List<String>> references) {
    int segments = references.isEmpty() ? 0 : references.get(0).size();
    long[] counts = new long[segments];
    for (int i = 0; i < segments; i++) {
      counts[i] = segment(references, i).stream().filter(text -> !text.isEmpty()).count();
      if (counts[i] != counts[0]) {
        return "var";
      }
    }
    return String.valueOf(segments == 0 ? references.size() : counts[0]);
  }
}
