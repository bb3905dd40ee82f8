package ai.nmt.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private static final int BLOCK_BYTES = 1 << 18;

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
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    Deque<Future<byte[]>> pending = new ArrayDeque<>();
    try {
      Blocks blocks = new Blocks(input);
      long lines = 0;
      for (byte[] block = blocks.next(); block != null; block = blocks.next()) {
        byte[] text = block;
        long firstLine = lines + 1;
        pending.add(workers.submit(() -> filter(text, firstLine)));
        lines += countLines(text);
        while (pending.size() > 2 * threads || isDone(pending)) {
          output.write(result(pending.remove()));
        }
        if (blocks.mustWait()) {
          drain(pending, output);
        }
      }
      drain(pending, output);
      return lines;
    } finally {
      workers.shutdownNow();
    }
  }

  private static boolean isDone(Deque<Future<byte[]>> pending) {
    return !pending.isEmpty() && pending.peek().isDone();
  }

  private static void drain(Deque<Future<byte[]>> pending, OutputStream output) throws IOException {
    while (!pending.isEmpty()) {
      output.write(result(pending.remove()));
    }
    output.flush();
  }

  private static byte[] result(Future<byte[]> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a worker failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while filtering lines", e);
    }
  }

  private static long countLines(byte[] block) {
    long lines = 0;
    for (byte value : block) {
      if (value == '\n') {
        lines++;
      }
    }
    return block[block.length - 1] == '\n' ? lines : lines + 1;
  }

  private byte[] filter(byte[] block, long firstLine) {
    StringBuilder result = new StringBuilder(block.length + block.length / 4);
    long line = firstLine;
    int start = 0;
    while (start < block.length) {
      int end = start;
      while (end < block.length && block[end] != '\n') {
        end++;
      }
      result.append(stage.apply(decode(block, start, end, line), line)).append('\n');
      start = end + 1;
      line++;
    }
    return result.toString().getBytes(UTF_8);
  }

  private static String decode(byte[] block, int start, int end, long line) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(block, start, end - start)).toString();
    } catch (CharacterCodingException e) {
      throw new InputException(
          "line "
              + line
              + " of the input is not UTF-8; convert the text first, for example with iconv",
          e);
    }
  }

  /** Cuts a stream into blocks of whole lines. */
  private static final class Blocks {
    private final InputStream input;
    private byte[] buffer = new byte[BLOCK_BYTES];
    private int filled;
    private boolean ended;

    Blocks(InputStream input) {
      this.input = input;
    }

    /** Whether nothing is to be read without waiting, as at a terminal. */
    boolean mustWait() throws IOException {
      return !ended && input.available() == 0;
    }

    /** The next block, or null at the end. */
    byte[] next() throws IOException {
      int searched = 0;
      while (!ended) {
        if (filled == buffer.length) {
          int end = lastLineEnd(searched);
          if (end > 0) {
            return take(end);
          }
          searched = filled;
          buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = input.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
          ended = true;
        } else {
          filled += read;
          if (input.available() == 0 && buffer[filled - 1] == '\n') {
            return take(filled);
          }
        }
      }
      return filled == 0 ? null : take(filled);
    }

    private int lastLineEnd(int from) {
      for (int i = filled; i > from; i--) {
        if (buffer[i - 1] == '\n') {
          return i;
        }
      }
      return 0;
    }

    private byte[] take(int end) {
      byte[] block = Arrays.copyOf(buffer, end);
      System.arraycopy(buffer, end, buffer, 0, filled - end);
      filled -= end;
      return block;
    }
  }
}
