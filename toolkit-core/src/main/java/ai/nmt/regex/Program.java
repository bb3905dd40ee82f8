package ai.nmt.regex;

/** An expression as instructions for {@link Machine}. Immutable: nobody changes its arrays. */
final class Program {
  private final String pattern;
  private final int[] code;
  private final CharacterSet[] sets;
  private final CharacterSet first;
  private final Size size;

  /**
   * How much a machine needs to note.
   *
   * @param groups number of groups
   * @param marks number of places that loops note
   * @param branches number of instructions at which a search goes on in more than one way
   * @param hasReferences whether what follows a place depends on what groups matched
   */
  record Size(int groups, int marks, int branches, boolean hasReferences) {}

  /**
   * Makes a program of its parts.
   *
   * @param pattern the expression
   * @param code instructions, each a code of {@link Op} and its operands; jumps are indices
   * @param sets the sets of characters that instructions name
   * @param first what a match begins with; null for a program that may match the empty text
   * @param size how much a machine needs to note
   */
  Program(String pattern, int[] code, CharacterSet[] sets, CharacterSet first, Size size) {
    this.pattern = pattern;
    this.code = code;
    this.sets = sets;
    this.first = first;
    this.size = size;
  }

  String pattern() {
    return pattern;
  }

  int[] code() {
    return code;
  }

  CharacterSet[] sets() {
    return sets;
  }

  CharacterSet first() {
    return first;
  }

  Size size() {
    return size;
  }

  /** The instructions; operands in parentheses. */
  static final class Op {
    /** The end. */
    static final int SUCCEED = 0;

    /** A character of a set (set). */
    static final int ONE = 1;

    /** Goes on in one way, then in the other (first, second, branch). */
    static final int SPLIT = 2;

    /** Goes on elsewhere (target). */
    static final int JUMP = 3;

    /** Notes the place as where a group begins (group), which counts once it has ended. */
    static final int OPEN = 4;

    /** Notes where a round of a loop begins (mark). */
    static final int MARK = 5;

    /** Another round, unless the last one matched nothing (mark, target). */
    static final int AGAIN = 6;

    /** As many characters of a set as can be, then fewer (set, least, most, branch). */
    static final int GREEDY = 7;

    /** As few characters of a set as can be, then more (set, least, most, branch). */
    static final int LAZY = 8;

    /** As many characters of a set as can be (set, least, most). */
    static final int POSSESSIVE = 9;

    /** A condition on the place (place, set of a word's characters). */
    static final int CONDITION = 10;

    /** What follows up to SUCCEED, as a whole (where to go on). */
    static final int ATOMIC = 11;

    /** What follows up to SUCCEED must, or must not, match here (negative, where to go on). */
    static final int AHEAD = 12;

    /** What follows up to SUCCEED must, or must not, end here (negative, least, most, target). */
    static final int BEHIND = 13;

    /** The text of a group (group, whether case is ignored). */
    static final int REFERENCE = 14;

    /** A user-perceived character. */
    static final int GRAPHEME = 15;

    /** Notes where a group began and ends (group). */
    static final int CLOSE = 16;

    private Op() {}
  }
}
