package ai.nmt.checkpoint;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private CheckpointNames() {}

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

  private static OptionalLong number(Pattern pattern, String fileName) {
    Matcher matcher = pattern.matcher(fileName);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
