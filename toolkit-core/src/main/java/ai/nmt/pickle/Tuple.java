package ai.nmt.pickle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Python's tuple.
 *
 * @param items its items, in order; may hold null
 */
public record Tuple(List<Object> items) {
  /** Copies the items. */
  public Tuple {
    items = Collections.unmodifiableList(new ArrayList<>(items));
  }

  /**
   * A tuple of given items.
   *
   * @param items the items
   * @return the tuple
   */
  public static Tuple of(Object... items) {
    return new Tuple(Arrays.asList(items));
  }
}
