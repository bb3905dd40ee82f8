package ai.nmt.train.guard;

import java.util.Locale;

/** What becomes of an update whose loss or gradient is not finite ({@code --on-nan}). */
public enum OnNan {
  /** Training ends with an error; checkpoints stay as they are. */
  ABORT,
  /** The update's batches are left out. */
  SKIP,
  /** Parameters and optimiser go back to the newest checkpoint; the data goes on. */
  ROLLBACK;

  /** Returns the name as flags have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
