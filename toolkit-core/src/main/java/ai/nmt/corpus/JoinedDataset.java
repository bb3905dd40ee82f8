package ai.nmt.corpus;

import ai.nmt.io.InputException;
import java.util.Arrays;
import java.util.List;

/** The sentences of several data sets, one set behind the other. */
final class JoinedDataset implements TokenDataset {
  private final List<TokenDataset> parts;

  /** The number of the first sentence of each part, and at the end that of all sentences. */
  private final int[] starts;

  /**
   * Joins data sets.
   *
   * @param parts the data sets in their order, closed with this one
   * @throws InputException where they have 2^31 sentences or more
   */
  JoinedDataset(List<TokenDataset> parts) {
    this.parts = List.copyOf(parts);
    this.starts = new int[parts.size() + 1];
    long size = 0;
    for (int i = 0; i < parts.size(); i++) {
      size += parts.get(i).size();
      if (size > Integer.MAX_VALUE) {
        throw new InputException(
            "the parts of a corpus have %,d sentences or more together, but at most %,d can be read as one; use fewer parts, or several folders, one an epoch"
                .formatted(size, Integer.MAX_VALUE));
      }
      starts[i + 1] = (int) size;
    }
  }

  @Override
  public int size() {
    return starts[parts.size()];
  }

  @Override
  public int length(int i) {
    int part = part(i);
    return parts.get(part).length(i - starts[part]);
  }

  @Override
  public int[] get(int i) {
    int part = part(i);
    return parts.get(part).get(i - starts[part]);
  }

  /** The part of a sentence; parts without sentences begin where the next one does. */
  private int part(int i) {
    if (i < 0 || i >= size()) {
      throw new IndexOutOfBoundsException("sentence %d of %d".formatted(i, size()));
    }
    int found = Arrays.binarySearch(starts, i);
    if (found < 0) {
      return -found - 2;
    }
    while (starts[found + 1] == i) {
      found++;
    }
    return found;
  }

  @Override
  public void close() {
    parts.forEach(TokenDataset::close);
  }
}
