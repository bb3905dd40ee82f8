package ai.nmt.run.prepare;

/** Is told what {@link Preprocess} does; called by the thread that runs it. */
public interface PreprocessListener {
  /**
   * Work on a text begins.
   *
   * @param task what is done, in a few words
   * @param bytes how long the text is
   */
  void begun(String task, long bytes);

  /**
   * A part of the text is done.
   *
   * @param bytes how long the part is
   */
  void advanced(long bytes);

  /** The work on the text is done. */
  void ended();

  /**
   * A result.
   *
   * @param line as fairseq's preprocess reports it
   */
  void reported(String line);
}
