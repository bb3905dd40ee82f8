package ai.nmt.jbleu;

import java.util.List;

/**
 * Sums segments up in rows of statistics, in memory that the next segment uses again: one for each
 * thread. Not thread-safe.
 */
interface SegmentCounter {

  /**
   * The statistics of one segment.
   *
   * @param hypothesis its text
   * @param references its reference translations, at least one
   * @return a new row
   */
  double[] count(String hypothesis, List<String> references);
}
