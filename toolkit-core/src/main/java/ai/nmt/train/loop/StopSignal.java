package ai.nmt.train.loop;

import java.util.concurrent.atomic.AtomicBoolean;

/** A request to end a training after the update under way; may come from any thread. */
public final class StopSignal {
  private final AtomicBoolean requested = new AtomicBoolean();

  /** Asks the training to finish its update, write {@code checkpoint_last} and return. */
  public void request() {
    requested.set(true);
  }

  /**
   * Whether somebody asked.
   *
   * @return true from the first {@link #request} on
   */
  public boolean isRequested() {
    return requested.get();
  }
}
