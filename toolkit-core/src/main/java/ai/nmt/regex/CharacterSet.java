package ai.nmt.regex;

import com.ibm.icu.text.UnicodeSet;

/** A set of characters that is asked often: the first 256 by a table. Immutable. */
final class CharacterSet {
  private static final int TABLE = 256;

  private final boolean[] first = new boolean[TABLE];
  private final UnicodeSet all;

  CharacterSet(UnicodeSet characters) {
    all = characters.cloneAsThawed().freeze();
    for (int c = 0; c < TABLE; c++) {
      first[c] = all.contains(c);
    }
  }

  boolean contains(int character) {
    return character < TABLE ? first[character] : all.contains(character);
  }
}
