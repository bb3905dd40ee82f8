package ai.nmt.run.translation;

import java.util.List;

/** Takes what a generation prints, as soon as it is known. */
@FunctionalInterface
public interface GenerationOutput {
  /**
   * Takes the lines of some sentences.
   *
   * @param lines lines in their order; none where the generation is quiet
   * @param sentences number of sentences that are done with them
   */
  void print(List<String> lines, int sentences);
}
