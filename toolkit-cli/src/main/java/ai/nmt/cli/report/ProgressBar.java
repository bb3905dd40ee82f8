package ai.nmt.cli.report;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The text of a progress bar in tqdm's manner. */
final class ProgressBar {
  /** Columns of the bar alone: it takes what the figures leave. */
  private static final int NARROWEST = 5;

  private static final int WIDEST = 40;
  private static final double NANO = 1e-9;

  private final String task;
  private final long total;
  private final long begun;
  private final LongSupplier clock;
  private final long start;

  /**
   * Begins.
   *
   * @param task what is being done
   * @param done steps done already
   * @param total all steps
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  ProgressBar(String task, long done, long total, LongSupplier clock) {
    this.task = task;
    this.total = total;
    this.begun = done;
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  /**
   * The bar after some steps.
   *
   * @param done steps done
   * @param note words behind the bar, each of which makes sense by itself
   * @param width columns that the text may take; what does not fit is left out, whole words of the
   *     note first: half a number would be a wrong one
   */
  String text(long done, String note, int width) {
    double seconds = (clock.getAsLong() - start) * NANO;
    double rate = seconds > 0 ? (done - begun) / seconds : 0;
    String before =
        String.format(Locale.ROOT, "%s: %3d%%|", task, total > 0 ? 100 * done / total : 0);
    String after =
        String.format(
            Locale.ROOT,
            "| %d/%d [%s<%s, %.2f/s]",
            done,
            total,
            time(seconds),
            rate > 0 ? time((total - done) / rate) : "?",
            rate);
    int fixed = before.length() + after.length();
    String words = fitting(note, width - fixed - NARROWEST);
    int columns = Math.max(NARROWEST, Math.min(WIDEST, width - fixed - words.length()));
    int filled = total > 0 ? (int) Math.min(columns, columns * done / total) : 0;
    String bar = "#".repeat(filled) + " ".repeat(columns - filled);
    String text = before + bar + after + words;
    return text.length() > width ? text.substring(0, Math.max(0, width)) : text;
  }

  /** As many of the words as there is room for, each after a space. */
  private static String fitting(String note, int width) {
    StringBuilder words = new StringBuilder();
    for (String word : note.isEmpty() ? new String[0] : note.split(" ", -1)) {
      if (words.length() + 1 + word.length() > width) {
        break;
      }
      words.append(' ').append(word);
    }
    return words.toString();
  }

  private static String time(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return time.toHours() > 0
        ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : "%02d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
