package ai.nmt.subword;

import ai.nmt.io.BlockReader;
import ai.nmt.io.ByteOrderMark;
import ai.nmt.io.ByteScan;
import ai.nmt.io.ByteText;
import ai.nmt.io.InputException;
import ai.nmt.io.WorkerResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
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

  private final WordTable total;
  private final Deque<Future<Block>> pending = new ArrayDeque<>();
  private final Deque<ByteText> free = new ArrayDeque<>();
  private long lines;

  /** A counted block, and its first line that is not UTF-8 (from 1, or 0 for none). */
  private record Block(ByteText text, WordTable words, long lines, long damagedLine) {}

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
      BlockReader reader =
          new BlockReader(ByteOrderMark.dropped(input, "the text"), blockBytes, false);
      for (ByteText text = next(reader, blockBytes);
          text != null;
          text = next(reader, blockBytes)) {
        ByteText current = text;
        pending.add(workers.submit(() -> count(current)));
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

  private ByteText next(BlockReader reader, int blockBytes) throws IOException {
    ByteText text = free.isEmpty() ? new ByteText(blockBytes) : free.pop();
    return reader.read(text) ? text : null;
  }

  private void add(Future<Block> future) throws IOException {
    Block block = WorkerResult.await(future, "counting words");
    if (block.damagedLine() > 0) {
      throw new InputException(
          "line "
              + (lines + block.damagedLine())
              + " of the text is not UTF-8; convert it first, for example with iconv");
    }
    total.addAll(block.words());
    lines += block.lines();
    free.push(block.text());
  }

  private static Block count(ByteText text) {
    WordTable words = new WordTable();
    byte[] bytes = text.array();
    WordScanner scanner = new WordScanner(bytes);
    int end = text.length();
    long lines = 0;
    int start = 0;
    while (start < end) {
      int lineEnd = ByteScan.indexOf(bytes, start, end, '\n');
      lines++;
      strip(scanner, bytes, start, lineEnd);
      // Spaces and line ends are no part of other characters, so damage stays within a word.
      if (!words.addWords(scanner, bytes)) {
        return new Block(text, words, lines, lines);
      }
      start = lineEnd + 1;
    }
    return new Block(text, words, lines, 0);
  }

  private static void strip(WordScanner scanner, byte[] bytes, int start, int end) {
    int first = start;
    int last = end;
    while (first < last && isStripped(bytes[first])) {
      first++;
    }
    while (last > first && isStripped(bytes[last - 1])) {
      last--;
    }
    scanner.scan(first, last);
  }

  private static boolean isStripped(byte value) {
    return value == ' ' || value == '\r';
  }
}
