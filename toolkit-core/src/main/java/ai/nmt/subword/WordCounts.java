package ai.nmt.subword;

import ai.nmt.io.ByteOrderMark;
import ai.nmt.io.InputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * How often each word of a text occurs.
 *
 * <p>Words are what single spaces separate; lines end at {@code \n}. Memory grows with the number
 * of different words, not with the text. Not thread-safe.
 */
public final class WordCounts {
  private static final int BUFFER_CHARACTERS = 1 << 16;

  private final WordTable table = new WordTable();

  /**
   * A word with its count.
   *
   * @param word the word
   * @param count occurrences
   */
  public record Entry(String word, long count) {}

  /**
   * Counts one word.
   *
   * @param word the word; no lone surrogates, which UTF-8 does not have
   * @param times occurrences to add
   */
  public void add(String word, long times) {
    table.add(word, times);
  }

  /**
   * Counts the words of a text on the calling thread.
   *
   * @param text UTF-8 text, read to its end
   * @throws IOException if reading fails
   * @throws InputException if the text is not UTF-8
   */
  public void addText(InputStream text) throws IOException {
    addText(text, 1);
  }

  /**
   * Counts the words of a text with several threads, which do not change the result.
   *
   * @param text UTF-8 text, read to its end
   * @param threads number of threads, at least 1
   * @throws IOException if reading fails
   * @throws InputException if the text is not UTF-8
   */
  public void addText(InputStream text, int threads) throws IOException {
    new TextCounter(table).count(text, threads);
  }

  /**
   * Adds the counts of others, their new words behind the present ones.
   *
   * @param others the counts to add
   */
  public void addAll(WordCounts others) {
    table.addAll(others.table);
  }

  /**
   * Adds counts from a dictionary: lines of a word, a space and its count; those of a word that
   * occurs twice are added up.
   *
   * @param dictionary UTF-8 text, read to its end
   * @throws IOException if reading fails
   * @throws InputException if a line has another form
   */
  public void addDictionary(InputStream dictionary) throws IOException {
    readLines(
        dictionary,
        (line, number) -> {
          int space = line.indexOf(' ');
          if (space <= 0 || !line.substring(space + 1).matches("\\d{1,18}")) {
            throw new InputException(
                "line "
                    + number
                    + " of the dictionary is '"
                    + line
                    + "'; expected: a word, one space and its count");
          }
          add(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
        });
  }

  /**
   * Number of different words.
   *
   * @return the number
   */
  public int size() {
    return table.size();
  }

  /** The words in the order of their first occurrence. */
  WordTable table() {
    return table;
  }

  /**
   * The words, most frequent first, equally frequent ones in the order of their first occurrence.
   *
   * @return words with counts
   */
  public List<Entry> byFrequency() {
    List<Entry> entries = new ArrayList<>(table.size());
    for (int i = 0; i < table.size(); i++) {
      entries.add(new Entry(table.word(i), table.count(i)));
    }
    entries.sort(Comparator.comparingLong(Entry::count).reversed());
    return entries;
  }

  /**
   * Writes the words as {@code get-vocab} does: lines of a word, a space and its count, the most
   * frequent first.
   *
   * @param output receives UTF-8 text; flushed, not closed
   * @throws IOException if writing fails
   */
  public void write(OutputStream output) throws IOException {
    BufferedWriter writer =
        new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    for (Entry entry : byFrequency()) {
      writer.append(entry.word()).append(' ').append(Long.toString(entry.count())).append('\n');
    }
    writer.flush();
  }

  private static void readLines(InputStream input, BiConsumer<String, Long> action)
      throws IOException {
    // Not closed: the caller owns the stream.
    Reader reader =
        new InputStreamReader(
            ByteOrderMark.dropped(input, "the dictionary"), StandardCharsets.UTF_8.newDecoder());
    char[] buffer = new char[BUFFER_CHARACTERS];
    StringBuilder rest = new StringBuilder();
    long number = 1;
    try {
      for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
        int start = 0;
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            rest.append(buffer, start, i - start);
            action.accept(stripEnds(rest), number++);
            rest.setLength(0);
            start = i + 1;
          }
        }
        rest.append(buffer, start, read - start);
      }
    } catch (CharacterCodingException e) {
      throw new InputException(
          "the text is not UTF-8 after line "
              + (number - 1)
              + "; convert it first, for example with iconv",
          e);
    }
    if (!rest.isEmpty()) {
      action.accept(stripEnds(rest), number);
    }
  }

  /** Without spaces and carriage returns at either end. */
  static String stripEnds(CharSequence line) {
    int start = 0;
    int end = line.length();
    while (start < end && isStripped(line.charAt(start))) {
      start++;
    }
    while (end > start && isStripped(line.charAt(end - 1))) {
      end--;
    }
    return line.subSequence(start, end).toString();
  }

  private static boolean isStripped(char character) {
    return character == ' ' || character == '\r';
  }
}
