package ai.nmt.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A text file as its readers are to see it: without some lines, and with a function applied to each
 * of the others.
 *
 * @param file text file
 * @param ends what ends its lines
 * @param dropped lines to leave out
 * @param prepare function from a line to prepared text, called by several threads at once; empty:
 *     lines are prepared already
 */
public record PreparedText(
    Path file, LineEnds ends, DroppedLines dropped, Optional<UnaryOperator<String>> prepare) {
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
    return new PreparedText(file, LineEnds.UNIVERSAL, DroppedLines.none(), Optional.empty());
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
      lines.forEachRemaining(
          line -> action.accept(prepare.map(rule -> rule.apply(line)).orElse(line)));
    }
  }

  /**
   * Goes through the lines of a block in their encoded form, which spares decoding where lines stay
   * as they are.
   *
   * @param block a block of the file
   * @param action receives each line that is not left out, prepared: bytes in an array; in UTF-8 if
   *     the file is
   * @throws InputException if a line that is to be prepared is not valid UTF-8
   */
  public void forEachEncodedLine(LineBlock block, Consumer<ByteBuffer> action) {
    if (prepare.isPresent()) {
      forEachLine(block, line -> action.accept(ByteBuffer.wrap(line.getBytes(UTF_8))));
    } else {
      block.without(dropped).forEachLine((number, line) -> action.accept(line));
    }
  }
}
