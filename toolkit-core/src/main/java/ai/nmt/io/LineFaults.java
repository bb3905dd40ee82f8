package ai.nmt.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.ArrayList;
import java.util.List;

/** The lines of a block that cannot be used. */
final class LineFaults {
  private final LineBlock block;
  private final int longest;
  private final CharsetDecoder decoder = UTF_8.newDecoder();
  private final List<Long> invalid = new ArrayList<>();
  private final List<Long> tooLong = new ArrayList<>();

  /** Looks at every line; more than {@code longest} characters are too many unless it is 0. */
  LineFaults(LineBlock block, int longest) {
    this.block = block;
    this.longest = longest;
    block.forEachLine(this::check);
  }

  LineBlock block() {
    return block;
  }

  List<Long> invalid() {
    return invalid;
  }

  List<Long> tooLong() {
    return tooLong;
  }

  private void check(long number, ByteBuffer line) {
    try {
      CharBuffer text = decoder.decode(line);
      if (longest > 0
          && text.length() > longest
          && Character.codePointCount(text, 0, text.length()) > longest) {
        tooLong.add(number);
      }
    } catch (CharacterCodingException e) {
      // What is wrong within the line does not matter: it is reported by its number.
      invalid.add(number);
    }
  }
}
