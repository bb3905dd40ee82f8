package ai.nmt.subword;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Counts the words of a stream with several threads.
 *
 * <p>Each thread counts a block of whole lines for itself; the blocks are added up in the order of
 * the text, so that neither counts nor the order of first occurrences depend on the threads.
 * Memory: a few blocks per thread and the table of different words, however long the text is.
 */
final class TextCounter {
  private static final int BLOCK_BYTES = 1 << 22;
  private static final int DECODED_CHARACTERS = 1 << 13;

  private final WordTable total;
  private final Deque<Future<Block>> pending = new ArrayDeque<>();
  private long lines;

  /** A counted block, and its first line that is not UTF-8 (from 1, or 0 for none). */
  private record Block(WordTable words, long lines, long damagedLine) {}

  TextCounter(WordTable total) {
    this.total = total;
  }

  /** Counts until the end of the stream; {@code blockBytes} is the usual length of a block. */
  void count(InputStream input, int threads) throws IOException {
    count(input, threads, BLOCK_BYTES);
  }

  void count(InputStream input, int threads, int blockBytes) throws IOException {
    if (threads < 1) {
      throw new InputException("the number of workers is " + threads + "; give 1 or more");
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      byte[] rest = new byte[0];
      for (boolean ended = false; !ended; ) {
        byte[] more = input.readNBytes(blockBytes);
        ended = more.length < blockBytes;
        byte[] bytes = Arrays.copyOf(rest, rest.length + more.length);
        System.arraycopy(more, 0, bytes, rest.length, more.length);
        int end = ended ? bytes.length : endOfLastLine(bytes, rest.length);
        rest = Arrays.copyOfRange(bytes, end, bytes.length);
        if (end > 0) {
          pending.add(workers.submit(() -> count(bytes, end)));
        }
        while (pending.size() > 2 * threads) {
          add(pending.remove());
        }
      }
      while (!pending.isEmpty()) {
        add(pending.remove());
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static int endOfLastLine(byte[] bytes, int from) {
    for (int i = bytes.length; i > from; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return 0;
  }

  private void add(Future<Block> future) throws IOException {
    Block block = result(future);
    if (block.damagedLine() > 0) {
      throw new InputException(
          "line "
              + (lines + block.damagedLine())
              + " of the text is not UTF-8; convert it first, for example with iconv");
    }
    total.addAll(block.words());
    lines += block.lines();
  }

  private static Block result(Future<Block> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a worker failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while counting words", e);
    }
  }

  private static Block count(byte[] bytes, int end) {
    int damaged = firstDamagedByte(bytes, end);
    WordTable words = new WordTable();
    long lines = 0;
    int start = 0;
    while (start < end) {
      int lineEnd = start;
      while (lineEnd < end && bytes[lineEnd] != '\n') {
        lineEnd++;
      }
      lines++;
      if (damaged >= 0 && damaged <= lineEnd) {
        return new Block(words, lines, lines);
      }
      addLine(bytes, start, lineEnd, words);
      start = lineEnd + 1;
    }
    return new Block(words, lines, 0);
  }

  private static void addLine(byte[] bytes, int start, int end, WordTable words) {
    int first = start;
    int last = end;
    while (first < last && isStripped(bytes[first])) {
      first++;
    }
    while (last > first && isStripped(bytes[last - 1])) {
      last--;
    }
    words.addWords(bytes, first, last);
  }

  private static boolean isStripped(byte value) {
    return value == ' ' || value == '\r';
  }

  /** Position of the first byte that is not UTF-8, or -1. */
  private static int firstDamagedByte(byte[] bytes, int end) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer input = ByteBuffer.wrap(bytes, 0, end);
    CharBuffer output = CharBuffer.allocate(DECODED_CHARACTERS);
    while (true) {
      CoderResult result = decoder.decode(input, output, true);
      if (result.isError()) {
        return input.position();
      }
      if (result.isUnderflow()) {
        return -1;
      }
      output.clear();
    }
  }
}
