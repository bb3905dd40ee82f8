package ai.nmt.report;

import com.google.gson.JsonObject;
import java.util.Map;

/**
 * One line of a training's history.
 *
 * @param kind what happened
 * @param time when, ISO 8601 in UTC
 * @param updates number of updates done then
 * @param epoch the epoch under way, from 1; null where it does not matter
 * @param subset name of the validation data; null but for {@link Kind#VALID}
 * @param figures name to value under fairseq's names; null where there are none
 * @param best best value so far of the metric that decides about the best checkpoint; null where
 *     that is not decided
 * @param text the reason of an end, or the file that was saved; null otherwise
 * @param sections the sections of the checkpoints but {@code progress}; null but for {@link
 *     Kind#RUN}
 */
public record HistoryEvent(
    Kind kind,
    String time,
    long updates,
    Integer epoch,
    String subset,
    Map<String, Double> figures,
    Double best,
    String text,
    JsonObject sections) {
  /** What can happen. */
  public enum Kind {
    /** A process begins to train. */
    RUN,
    /** Some updates were made: averages over them. */
    TRAIN_INNER,
    /** An epoch was finished: averages over it. */
    TRAIN,
    /** A validation has ended. */
    VALID,
    /** A checkpoint was written. */
    SAVED,
    /** The process ends by itself. */
    END
  }

  /** A process begins. */
  static HistoryEvent run(String time, long updates, JsonObject sections) {
    return new HistoryEvent(Kind.RUN, time, updates, null, null, null, null, null, sections);
  }

  /**
   * Figures of updates or of an epoch.
   *
   * @param kind {@link Kind#TRAIN_INNER} or {@link Kind#TRAIN}
   * @param time when
   * @param updates number of updates done
   * @param epoch the epoch, from 1
   * @param figures name to value
   * @return the event
   */
  public static HistoryEvent training(
      Kind kind, String time, long updates, int epoch, Map<String, Double> figures) {
    return new HistoryEvent(kind, time, updates, epoch, null, figures, null, null, null);
  }

  /**
   * Figures of a validation.
   *
   * @param time when
   * @param updates number of updates done
   * @param epoch the epoch, from 1
   * @param subset name of the data
   * @param figures name to value
   * @param best the best value so far, or null
   * @return the event
   */
  public static HistoryEvent validation(
      String time,
      long updates,
      int epoch,
      String subset,
      Map<String, Double> figures,
      Double best) {
    return new HistoryEvent(Kind.VALID, time, updates, epoch, subset, figures, best, null, null);
  }

  /**
   * A checkpoint was written, or the training has ended.
   *
   * @param kind {@link Kind#SAVED} or {@link Kind#END}
   * @param time when
   * @param updates number of updates done
   * @param text the file, or the reason
   * @return the event
   */
  public static HistoryEvent note(Kind kind, String time, long updates, String text) {
    return new HistoryEvent(kind, time, updates, null, null, null, null, text, null);
  }
}
