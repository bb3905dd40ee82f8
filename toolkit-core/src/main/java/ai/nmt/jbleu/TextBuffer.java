package ai.nmt.jbleu;

import ai.nmt.unicode.Characters;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as code points, which rules rewrite pass by pass, in memory that the next text uses again.
 * Not thread-safe.
 *
 * <p>A pass is {@link #rewrite()}, {@link #put} of what it makes of each character, and {@link
 * #finish()}.
 */
final class TextBuffer {
  /** Room for short segments from the start. */
  private static final int CAPACITY = 512;

  /** What a rule may write for one character: the character between two blanks. */
  private static final int GROWTH = 3;

  private int[] text = new int[CAPACITY];
  private int length;
  private int[] written = new int[CAPACITY];
  private int count;

  /** Takes a text. */
  void set(String string) {
    int end = string.length();
    if (text.length < end) {
      text = new int[end];
    }
    length = 0;
    for (int i = 0; i < end; i++) {
      int c = string.charAt(i);
      if (Character.isHighSurrogate((char) c) && i + 1 < end) {
        c = string.codePointAt(i);
        i += Character.charCount(c) - 1;
      }
      text[length++] = c;
    }
  }

  /** Number of characters. */
  int length() {
    return length;
  }

  /** A character. */
  int at(int position) {
    return text[position];
  }

  /** Begins a pass: what is put from now on replaces the text at {@link #finish()}. */
  void rewrite() {
    int room = GROWTH * length + 2;
    if (room < 0) {
      throw new IllegalArgumentException(
          "a segment of " + length + " characters is too long to be split into words");
    }
    if (written.length < room) {
      written = new int[room];
    }
    count = 0;
  }

  /** Appends a character to what replaces the text. */
  void put(int character) {
    written[count++] = character;
  }

  /** Appends a character between blanks, which make it a word of its own. */
  void putWord(int character) {
    put(' ');
    put(character);
    put(' ');
  }

  /** Ends a pass. */
  void finish() {
    int[] old = text;
    text = written;
    written = old;
    length = count;
  }

  /** Puts a blank in front of the text and one behind it. */
  void pad() {
    rewrite();
    put(' ');
    System.arraycopy(text, 0, written, 1, length);
    count = length + 1;
    put(' ');
    finish();
  }

  /** The end of the word that begins at a position; the position itself at white space. */
  int endOfWord(int begin) {
    int end = begin;
    while (end < length && !Characters.isPythonSpace(text[end])) {
      end++;
    }
    return end;
  }

  /** Appends each word between white space, as a number. */
  void numberWords(WordNumbers numbers, Symbols symbols) {
    for (int begin = 0; begin < length; begin++) {
      int end = endOfWord(begin);
      if (end > begin) {
        symbols.add(numbers.of(text, begin, end));
        begin = end;
      }
    }
  }

  /** The words between white space. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    for (int begin = 0; begin < length; begin++) {
      int end = endOfWord(begin);
      if (end > begin) {
        words.add(new String(text, begin, end - begin));
        begin = end;
      }
    }
    return words;
  }

  /** The number of a word that begins and ends at given positions. */
  int number(WordNumbers numbers, int begin, int end) {
    return numbers.of(text, begin, end);
  }
}
