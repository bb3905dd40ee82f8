package ai.nmt.corpus;

import java.util.List;

/** Sentences that lie in memory. */
record MemoryDataset(List<int[]> sentences) implements TokenDataset {
  MemoryDataset {
    sentences = List.copyOf(sentences);
  }

  @Override
  public int size() {
    return sentences.size();
  }

  @Override
  public int length(int i) {
    return sentences.get(i).length;
  }

  @Override
  public int[] get(int i) {
    return sentences.get(i).clone();
  }

  @Override
  public void close() {
    // There is nothing to let go of.
  }
}
