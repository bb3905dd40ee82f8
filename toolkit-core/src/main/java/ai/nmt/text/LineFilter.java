package ai.nmt.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.BlockFilter;
import ai.nmt.io.ByteScan;
import ai.nmt.io.ByteText;
import ai.nmt.io.InputException;
import ai.nmt.regex.RegexLimitException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.UnaryOperator;

/**
 * Runs a function over every line of a stream: in parallel, in order, in constant memory.
 *
 * <p>Lines end at {@code \n} alone; every line written ends with it, also the last one. Blocks of
 * whole lines are handed to the threads, at most a few blocks per thread at a time; a line longer
 * than a block makes its own block.
 *
 * @param stage function from line to line; called by several threads at once
 * @param threads number of threads, at least 1
 */
public record LineFilter(NumberedStage stage, int threads) {
  private static final char REPLACEMENT = '\uFFFD';

  /** A function from a line to a line that may depend on the line's number. */
  @FunctionalInterface
  public interface NumberedStage {
    /**
     * Makes one line of another.
     *
     * @param line the line without its end
     * @param number its number, 1 for the first
     * @return the new line
     */
    String apply(String line, long number);
  }

  /** Checks the number of threads. */
  public LineFilter {
    if (threads < 1) {
      throw new InputException("the number of threads is " + threads + "; give 1 or more");
    }
  }

  /**
   * Makes a filter whose function does not depend on the lines' numbers.
   *
   * @param stage function from line to line; called by several threads at once
   * @param threads number of threads, at least 1
   */
  public LineFilter(UnaryOperator<String> stage, int threads) {
    this((line, number) -> stage.apply(line), threads);
  }

  /**
   * Filters a stream until its end.
   *
   * @param input UTF-8 text
   * @param output receives one line per input line; flushed, not closed
   * @return number of lines
   * @throws IOException if reading or writing fails
   * @throws InputException if a line is not UTF-8
   */
  public long run(InputStream input, OutputStream output) throws IOException {
    return new BlockFilter(this::filter, threads).run(input, output);
  }

  private void filter(ByteText lines, long firstLine, ByteText result) {
    byte[] bytes = lines.array();
    long line = firstLine;
    int start = 0;
    while (start < lines.length()) {
      int end = ByteScan.indexOf(bytes, start, lines.length(), '\n');
      byte[] text = filter(decode(bytes, start, end, line), line).getBytes(UTF_8);
      result.append(text, 0, text.length);
      result.append((byte) '\n');
      start = end + 1;
      line++;
    }
  }

  private String filter(String text, long line) {
    try {
      return stage.apply(text, line);
    } catch (RegexLimitException e) {
      throw new InputException("line " + line + " of the input: " + e.getMessage(), e);
    }
  }

  private static String decode(byte[] bytes, int start, int end, long line) {
    // Much faster than a decoder, but puts a replacement character for what is not UTF-8.
    String text = new String(bytes, start, end - start, UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start)).toString();
    } catch (CharacterCodingException e) {
      throw new InputException(
          "line "
              + line
              + " of the input is not UTF-8; convert the text first, for example with iconv",
          e);
    }
  }
}
