package ai.nmt.io;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A text file as its readers are to see it: without some lines, and with a function applied to each
 * of the others.
 *
 * @param file text file
 * @param ends what ends its lines
 * @param dropped lines to leave out
 * @param prepare function from a line to prepared text; called by several threads at once
 */
public record PreparedText(
    Path file, LineEnds ends, DroppedLines dropped, UnaryOperator<String> prepare) {
  /** Checks that nothing is missing. */
  public PreparedText {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(ends, "ends");
    Objects.requireNonNull(dropped, "dropped");
    Objects.requireNonNull(prepare, "prepare");
  }

  /**
   * A file whose lines are prepared text already.
   *
   * @param file text file
   * @return all its lines as they are
   */
  public static PreparedText asIs(Path file) {
    return new PreparedText(
        file, LineEnds.UNIVERSAL, DroppedLines.none(), UnaryOperator.identity());
  }

  /**
   * Goes through the lines of a block.
   *
   * @param block a block of the file
   * @param action receives each line that is not left out, prepared
   * @throws InputException if a line is not valid UTF-8
   */
  public void forEachLine(LineBlock block, Consumer<String> action) {
    try (Utf8Lines lines = block.without(dropped).lines()) {
      lines.forEachRemaining(line -> action.accept(prepare.apply(line)));
    }
  }
}
