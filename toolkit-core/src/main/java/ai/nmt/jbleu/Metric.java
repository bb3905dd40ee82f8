package ai.nmt.jbleu;

import java.util.List;

/**
 * A measure of translations against reference translations, as sacreBLEU computes it (Post, WMT
 * 2018).
 *
 * <p>Each segment is summed up in a row of statistics; rows add up, and a score is computed of
 * their sum. Resampling ({@link Bootstrap}, {@link PairedTest}) therefore looks at each segment
 * once. A segment's reference that is empty does not count as one; each segment needs at least one
 * that counts. Metrics are immutable and thread-safe.
 */
public sealed interface Metric permits Bleu, Chrf, Ter {

  /**
   * The metric's name.
   *
   * @return {@code BLEU}, {@code TER}, or for example {@code chrF2++}
   */
  String name();

  /**
   * Scores a corpus.
   *
   * @param hypotheses a text per segment, at least one
   * @param references the texts of each reference translation, each with as many segments
   * @return the score
   * @throws IllegalArgumentException where numbers of segments differ, or a segment has no
   *     reference
   */
  default Score corpusScore(List<String> hypotheses, List<List<String>> references) {
    return scoreOf(new Segments(hypotheses, references).sum(this));
  }

  /**
   * Scores a corpus of which the statistics are known.
   *
   * @param statistics those of each segment, at least one
   * @return the score
   */
  default Score corpusScore(List<double[]> statistics) {
    double[] sum = new double[statistics.get(0).length];
    statistics.forEach(row -> Segments.add(sum, row));
    return scoreOf(sum);
  }

  /**
   * Scores one segment by itself.
   *
   * @param hypothesis its text
   * @param references its reference translations, at least one that is not empty
   * @return the score
   * @throws IllegalArgumentException where there is no reference
   */
  default Score sentenceScore(String hypothesis, List<String> references) {
    return scoreOf(Segments.of(hypothesis, references).sum(this));
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
  default List<Score> sentenceScores(List<String> hypotheses, List<List<String>> references) {
    return statistics(hypotheses, references).stream().map(this::scoreOf).toList();
  }

  /**
   * How scores over these references are computed; without a version.
   *
   * @param references the texts of each reference translation
   * @return the signature
   */
  Signature signature(List<List<String>> references);

  /**
   * The statistics of each segment of a corpus.
   *
   * @param hypotheses a text per segment, at least one
   * @param references the texts of each reference translation, each with as many segments
   * @return a row per segment, all of the same length
   * @throws IllegalArgumentException where numbers of segments differ, or a segment has no
   *     reference
   */
  default List<double[]> statistics(List<String> hypotheses, List<List<String>> references) {
    return new Segments(hypotheses, references).statistics(this);
  }

  /**
   * The statistics of one segment.
   *
   * @param hypothesis its text
   * @param references its reference translations, at least one, none empty
   * @return the row
   */
  double[] segmentStatistics(String hypothesis, List<String> references);

  /**
   * The score of a sum of statistics.
   *
   * @param statistics a row, or a sum of rows
   * @return the score
   */
  Score scoreOf(double[] statistics);
}
