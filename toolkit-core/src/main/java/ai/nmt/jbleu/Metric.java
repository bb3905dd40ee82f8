package ai.nmt.jbleu;

import java.util.ArrayList;
import java.util.List;

/**
 * A measure of translations against reference translations, as sacreBLEU computes it (Post, WMT
 * 2018).
 *
 * <p>Each segment is summed up in a row of statistics; rows add up, and a score is computed of
 * their sum. Resampling ({@link Bootstrap}, {@link PairedTest}) therefore looks at each segment
 * once. A segment's reference that is null is none, one that is empty is a reference without words;
 * each segment needs at least one. Metrics are immutable and thread-safe; rows are computed by all
 * processors and summed in the order of the segments, so that scores do not vary.
 *
 * @param <S> what a score is made of
 */
public abstract sealed class Metric<S extends Score> permits Bleu, Chrf, Ter {
  Metric() {}

  /**
   * The metric's name.
   *
   * @return {@code BLEU}, {@code TER}, or for example {@code chrF2++}
   */
  public abstract String name();

  /**
   * Scores a corpus that is in memory; {@link CorpusStatistics} scores one that is read.
   *
   * @param hypotheses a text per segment, at least one
   * @param references the texts of each reference translation, each with as many segments
   * @return the score
   * @throws IllegalArgumentException where numbers of segments differ, or a segment has no
   *     reference
   */
  public final S corpusScore(List<String> hypotheses, List<List<String>> references) {
    return scoreOf(
        CorpusStatistics.sums(List.of(this), new CorpusSegments(hypotheses, references))
            .sum(0, this));
  }

  /**
   * Scores a corpus of which the statistics are known.
   *
   * @param statistics those of each segment, at least one
   * @return the score
   */
  public final S corpusScore(List<double[]> statistics) {
    double[] sum = new double[statistics.get(0).length];
    statistics.forEach(row -> add(sum, row));
    return scoreOf(sum);
  }

  /**
   * Scores one segment by itself.
   *
   * @param hypothesis its text
   * @param references its reference translations, at least one that is not null
   * @return the score
   * @throws IllegalArgumentException where there is no reference
   */
  public final S sentenceScore(String hypothesis, List<String> references) {
    return scoreOf(segmentStatistics(hypothesis, references));
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
  public final List<S> sentenceScores(List<String> hypotheses, List<List<String>> references) {
    List<S> scores = new ArrayList<>();
    statistics(hypotheses, references).forEach(row -> scores.add(scoreOf(row)));
    return scores;
  }

  /**
   * How scores over these references are computed; without a version.
   *
   * @param references the texts of each reference translation
   * @return the signature; its number of references is {@code var} where segments differ in it
   */
  public final Signature signature(List<List<String>> references) {
    return sign(CorpusSegments.referenceCount(references));
  }

  /**
   * How scores over segments with equally many references are computed; without a version.
   *
   * @param references number of references of every segment, at least 1
   * @return the signature
   */
  public final Signature signature(int references) {
    return sign(String.valueOf(references));
  }

  /**
   * The statistics of each segment of a corpus.
   *
   * @param hypotheses a text per segment, at least one
   * @param references the texts of each reference translation, each with as many segments
   * @return a row per segment, all of the same length
   * @throws IllegalArgumentException where numbers of segments differ, or a segment has no
   *     reference
   */
  public final List<double[]> statistics(List<String> hypotheses, List<List<String>> references) {
    return CorpusStatistics.rows(List.of(this), new CorpusSegments(hypotheses, references))
        .rows(0, this);
  }

  /**
   * The statistics of one segment.
   *
   * @param hypothesis its text
   * @param references its reference translations, at least one that is not null
   * @return the row
   * @throws IllegalArgumentException where there is no reference
   */
  public double[] segmentStatistics(String hypothesis, List<String> references) {
    return counter().count(hypothesis, Segment.of(hypothesis, references, 1).references());
  }

  /**
   * The score of a sum of statistics.
   *
   * @param statistics a row, or a sum of rows
   * @return the score
   */
  public abstract S scoreOf(double[] statistics);

  /** The signature with a number of references. */
  abstract Signature sign(String references);

  /** What computes rows, for one thread. */
  abstract SegmentCounter counter();

  static void add(double[] sum, double[] row) {
    for (int k = 0; k < row.length; k++) {
      sum[k] += row[k];
    }
  }
}
