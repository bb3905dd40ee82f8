package ai.nmt.corpus;

/** Sentences as ids. May be read by several threads. */
public interface TokenDataset extends AutoCloseable {
  /**
   * The number of sentences.
   *
   * @return 0 or more
   */
  int size();

  /**
   * The length of a sentence, without reading it.
   *
   * @param i 0 to {@link #size()} - 1
   * @return ids, {@code </s>} included
   */
  int length(int i);

  /**
   * Reads a sentence.
   *
   * @param i 0 to {@link #size()} - 1
   * @return its ids in a new array
   * @throws ai.nmt.io.InputException if the files are damaged there
   */
  int[] get(int i);

  /** Lets go of the files. */
  @Override
  void close();
}
