package ai.nmt.checkpoint;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of checkpoints in a save directory, fairseq's with the extension {@code .safetensors}.
 */
public final class CheckpointNames {
  /** Extension of every checkpoint of the toolkit. */
  public static final String EXTENSION = ".safetensors";

  /** The checkpoint with the best validation result so far. */
  public static final String BEST = "checkpoint_best" + EXTENSION;

  /** The newest checkpoint; training continues from it. */
  public static final String LAST = "checkpoint_last" + EXTENSION;

  private static final Pattern EPOCH = Pattern.compile("checkpoint(\\d+)\\.safetensors");
  private static final Pattern UPDATE = Pattern.compile("checkpoint_\\d+_(\\d+)\\.safetensors");

  private static final Pattern RANKED =
      Pattern.compile("checkpoint\\.best_(.+)_(-?[0-9.]+)_(\\d+)\\.safetensors");

  private CheckpointNames() {}

  /**
   * A checkpoint that is kept for its validation result.
   *
   * @param metric what was measured
   * @param value its finite value; four decimals count
   * @param update updates done since the run's beginning
   * @return {@code checkpoint.best_METRIC_VALUE_UPDATE.safetensors}
   */
  public static String ranked(String metric, double value, long update) {
    return String.format(Locale.ROOT, "checkpoint.best_%s_%.4f_%d", metric, value, update)
        + EXTENSION;
  }

  /**
   * The value that a name of {@link #ranked} speaks of.
   *
   * @param metric what was measured
   * @param fileName a file's name
   * @return the value, or nothing for other names and metrics
   */
  public static OptionalDouble rankOf(String metric, String fileName) {
    Matcher matcher = RANKED.matcher(fileName);
    return matcher.matches() && matcher.group(1).equals(metric)
        ? OptionalDouble.of(Double.parseDouble(matcher.group(2)))
        : OptionalDouble.empty();
  }

  /**
   * The checkpoint at an epoch's end.
   *
   * @param epoch epoch, from 1
   * @return {@code checkpointEPOCH.safetensors}
   */
  public static String epoch(int epoch) {
    return "checkpoint" + epoch + EXTENSION;
  }

  /**
   * A checkpoint within an epoch.
   *
   * @param epoch epoch, from 1
   * @param update updates done since the run's beginning
   * @return {@code checkpoint_EPOCH_UPDATE.safetensors}
   */
  public static String update(int epoch, long update) {
    return "checkpoint_" + epoch + "_" + update + EXTENSION;
  }

  /**
   * The epoch that a name of {@link #epoch} speaks of.
   *
   * @param fileName a file's name
   * @return the epoch, or nothing for other names
   */
  public static OptionalLong epochOf(String fileName) {
    return number(EPOCH, fileName);
  }

  /**
   * The update that a name of {@link #update} speaks of.
   *
   * @param fileName a file's name
   * @return the update, or nothing for other names
   */
  public static OptionalLong updateOf(String fileName) {
    return number(UPDATE, fileName);
  }

  /**
   * The update that a name of {@link #ranked} speaks of.
   *
   * @param fileName such a name
   * @return updates done since the run's beginning
   * @throws IllegalArgumentException for other names
   */
  public static long rankedUpdate(String fileName) {
    Matcher matcher = RANKED.matcher(fileName);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(fileName + " is not named after a validation's value");
    }
    return Long.parseLong(matcher.group(3));
  }

  /**
   * The newest checkpoints of a folder.
   *
   * @param folder folder of checkpoints
   * @param number {@link #epochOf} or {@link #updateOf}
   * @param count how many, at least 1
   * @param upperBound highest epoch or update that counts
   * @return their paths, the newest first
   * @throws InputException where the folder cannot be read or has fewer
   */
  public static List<Path> newest(
      Path folder, Function<String, OptionalLong> number, int count, long upperBound) {
    NavigableMap<Long, Path> found = new TreeMap<>(Comparator.reverseOrder());
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(
          file ->
              number
                  .apply(file.getFileName().toString())
                  .ifPresent(value -> found.put(value, file)));
    } catch (IOException e) {
      throw new InputException(
          "cannot list the checkpoints in %s: %s; give the folder that --save-dir named"
              .formatted(folder, InputException.reason(e)),
          e);
    }
    List<Path> fitting = List.copyOf(found.tailMap(upperBound, true).values());
    if (fitting.size() < count) {
      throw new InputException(
          "%s holds %d such checkpoints (numbers %s), but %d are asked for: ask for fewer, or raise --checkpoint-upper-bound"
              .formatted(folder, fitting.size(), found.keySet(), count));
    }
    return fitting.subList(0, count);
  }

  private static OptionalLong number(Pattern pattern, String fileName) {
    Matcher matcher = pattern.matcher(fileName);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
