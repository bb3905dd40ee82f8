package ai.nmt.subword;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.BlockStage;
import ai.nmt.io.ByteScan;
import ai.nmt.io.ByteText;
import ai.nmt.io.InputException;
import ai.nmt.regex.RegexLimitException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * {@link BpeSegmenter#apply} for lines of UTF-8: what most words become is copied from a cache.
 *
 * <p>That the text is UTF-8 is checked word by word where a word is not known: spaces and line ends
 * are no part of other characters, so damage stays within a word.
 */
final class BlockSegmenter implements BlockStage {
  private final BpeSegmenter segmenter;
  private final WordCache cache = new WordCache();

  BlockSegmenter(BpeSegmenter segmenter) {
    this.segmenter = segmenter;
  }

  @Override
  public void apply(ByteText lines, long firstLine, ByteText result) {
    Run run = new Run(lines.array(), firstLine, result, segmenter.shortWords());
    try {
      run.toEnd(lines.length());
    } catch (InputException e) {
      // What is written before the error are whole lines.
      result.setLength(run.lineStart);
      throw e;
    }
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\r';
  }

  /** One block. */
  private final class Run {
    private final byte[] text;
    private final WordScanner words;
    private final ByteText result;
    private final ShortWordMerger shortWords;
    private long line;

    /** Where the line's result begins. */
    private int lineStart;

    Run(byte[] text, long firstLine, ByteText result, ShortWordMerger shortWords) {
      this.text = text;
      this.words = new WordScanner(text);
      this.line = firstLine;
      this.result = result;
      this.shortWords = shortWords;
    }

    void toEnd(int end) {
      int start = 0;
      while (start < end) {
        int lineEnd = ByteScan.indexOf(text, start, end, '\n');
        lineStart = result.length();
        appendLine(start, lineEnd);
        result.append((byte) '\n');
        start = lineEnd + 1;
        line++;
      }
    }

    /** White space at the line's ends stays; of that between words one space. */
    private void appendLine(int start, int end) {
      int first = start;
      int last = end;
      while (first < last && isBlank(text[first])) {
        first++;
      }
      while (last > first && isBlank(text[last - 1])) {
        last--;
      }
      if (first > start) {
        result.append(text, start, first);
      }
      appendWords(first, last);
      if (end > last) {
        result.append(text, last, end);
      }
    }

    private void appendWords(int start, int end) {
      words.scan(start, end);
      while (words.hasNext()) {
        appendWord(words.start(), words.length(), words.hash());
      }
      if (end > start) {
        // The last word's space.
        result.setLength(result.length() - 1);
      }
    }

    /** Appends the units and a space. */
    private void appendWord(int start, int length, long hash) {
      if (length > WordCache.LONGEST_WORD) {
        appendCut(decode(start, length));
      } else if (!cache.append(text, start, length, hash, result)) {
        int resultStart = result.length();
        String word = decode(start, length);
        if (segmenter.allowsAllUnits()) {
          shortWords.append(word, text, start, length, result);
          result.append((byte) ' ');
        } else {
          appendCut(word);
        }
        cache.put(text, start, length, hash, result, resultStart);
      }
    }

    private void appendCut(String word) {
      byte[] units = cut(word).getBytes(UTF_8);
      result.append(units, 0, units.length);
      result.append((byte) ' ');
    }

    private String cut(String word) {
      try {
        return segmenter.cut(word);
      } catch (RegexLimitException e) {
        throw new InputException("line " + line + " of the input: " + e.getMessage(), e);
      }
    }

    private String decode(int start, int length) {
      try {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(text, start, length)).toString();
      } catch (CharacterCodingException e) {
        throw new InputException(
            "line "
                + line
                + " of the input is not UTF-8; convert the text first, for example with iconv",
            e);
      }
    }
  }
}
