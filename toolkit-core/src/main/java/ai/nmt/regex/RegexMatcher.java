package ai.nmt.regex;

import java.util.Arrays;

/** Searches for an expression in one text; places are UTF-16 indices. Not thread-safe. */
public final class RegexMatcher {
  private final String text;
  private final Machine machine;

  /** Index of each character in UTF-16; null where all have one unit. */
  private final int[] offsets;

  RegexMatcher(Program program, String text) {
    this.text = text;
    int[] characters = text.codePoints().toArray();
    this.offsets = characters.length == text.length() ? null : offsets(characters);
    this.machine = new Machine(program, characters);
  }

  private static int[] offsets(int[] characters) {
    int[] offsets = new int[characters.length + 1];
    for (int i = 0; i < characters.length; i++) {
      offsets[i + 1] = offsets[i] + Character.charCount(characters[i]);
    }
    return offsets;
  }

  /**
   * Looks for the first match from a place on; what precedes the place is seen, for example by
   * look-behinds.
   *
   * @param from where to begin, from 0 to the text's length
   * @return whether there is a match, which {@link #group} then tells
   * @throws RegexLimitException if the search takes too long
   */
  public boolean find(int from) {
    return machine.find(character(from), 0, -1);
  }

  /**
   * Looks for the first match from a place on, as if the text began there.
   *
   * @param from where to begin, from 0 to the text's length
   * @return whether there is a match
   * @throws RegexLimitException if the search takes too long
   */
  public boolean findIn(int from) {
    return machine.find(character(from), character(from), -1);
  }

  /**
   * Whether the expression matches from the text's beginning on, not necessarily to its end.
   *
   * @return whether there is a match
   * @throws RegexLimitException if the search takes too long
   */
  public boolean matchesAtStart() {
    return machine.matchesAtStart();
  }

  /**
   * Looks for the next match behind the last one, which may begin where an empty one was if it is
   * not empty itself, as in both languages.
   *
   * @return whether there is a match
   * @throws RegexLimitException if the search takes too long
   */
  public boolean findNext() {
    int start = machine.groups()[0];
    int end = machine.groups()[1];
    return machine.find(end, 0, start == end ? end : -1);
  }

  /** The index of the character that begins at a UTF-16 index. */
  private int character(int offset) {
    if (offsets == null) {
      return offset;
    }
    int found = Arrays.binarySearch(offsets, offset);
    if (found < 0) {
      throw new IllegalArgumentException("no character begins at " + offset);
    }
    return found;
  }

  private int offset(int character) {
    return offsets == null || character < 0 ? character : offsets[character];
  }

  /**
   * Where the match begins.
   *
   * @return index in the text
   */
  public int start() {
    return offset(machine.groups()[0]);
  }

  /**
   * Where the match ends.
   *
   * @return index behind its last unit
   */
  public int end() {
    return offset(machine.groups()[1]);
  }

  /**
   * The number of groups.
   *
   * @return 0 for an expression without
   */
  public int groupCount() {
    return machine.groups().length / 3 - 1;
  }

  /**
   * What a group matched.
   *
   * @param group 0 for the whole match, 1 to {@link #groupCount}
   * @return its text; null if it took no part
   */
  public String group(int group) {
    int from = machine.groups()[2 * group];
    int to = machine.groups()[2 * group + 1];
    return from < 0 || to < 0 ? null : text.substring(offset(from), offset(to));
  }
}
