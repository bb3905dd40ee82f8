package ai.nmt.regex;

/**
 * What {@code (?i)} and its like change.
 *
 * @param ignoresCase {@code i}
 * @param manyLines {@code m}: {@code ^} and {@code $} know lines
 * @param dotsMatchBreaks {@code s}
 * @param extended {@code x}: white space and comments mean nothing
 * @param ascii {@code a}: classes know ASCII only
 */
record Flags(
    boolean ignoresCase,
    boolean manyLines,
    boolean dotsMatchBreaks,
    boolean extended,
    boolean ascii) {
  static final Flags NONE = new Flags(false, false, false, false, false);

  Flags with(int letter, boolean on) {
    return switch (letter) {
      case 'i' -> new Flags(on, manyLines, dotsMatchBreaks, extended, ascii);
      case 'm' -> new Flags(ignoresCase, on, dotsMatchBreaks, extended, ascii);
      case 's' -> new Flags(ignoresCase, manyLines, on, extended, ascii);
      case 'x' -> new Flags(ignoresCase, manyLines, dotsMatchBreaks, on, ascii);
      case 'a' -> new Flags(ignoresCase, manyLines, dotsMatchBreaks, extended, on);
      case 'u' -> new Flags(ignoresCase, manyLines, dotsMatchBreaks, extended, false);
      default -> throw new IllegalArgumentException("no flag: " + letter);
    };
  }

  Flags or(Flags other) {
    return new Flags(
        ignoresCase || other.ignoresCase,
        manyLines || other.manyLines,
        dotsMatchBreaks || other.dotsMatchBreaks,
        extended || other.extended,
        ascii || other.ascii);
  }
}
