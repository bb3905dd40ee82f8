package ai.nmt.cli.fairseq;

import java.util.Set;

/**
 * A flag of fairseq's in some of the commands.
 *
 * @param section heading under which the documentation has it
 * @param commands the commands whose answer this is
 * @param name the flag with its dashes
 * @param values what follows it on the command line
 * @param answer what becomes of it
 * @param text why, and what to do instead; empty where there is nothing to say
 */
public record FairseqFlag(
    String section, Set<String> commands, String name, Values values, Answer answer, String text) {

  /** Copies the set. */
  public FairseqFlag {
    commands = Set.copyOf(commands);
  }

  /** What follows a flag on the command line. */
  public enum Values {
    /** Nothing: it is a switch. */
    NONE(0, 0),
    /** One value. */
    ONE(1, 1),
    /** One value or none. */
    MAYBE(0, 1),
    /** True, False or nothing. */
    BOOLEAN(0, 1),
    /** One value or several. */
    SOME(1, Integer.MAX_VALUE);

    private final int least;
    private final int most;

    Values(int least, int most) {
      this.least = least;
      this.most = most;
    }

    /** Returns the least number of values. */
    public int least() {
      return least;
    }

    /** Returns the largest number of values. */
    public int most() {
      return most;
    }

    /** Returns whether a word that is no flag can be a value. */
    public boolean accepts(String word) {
      return this != BOOLEAN || word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false");
    }
  }

  /**
   * Says why, for one value.
   *
   * @param value what was given; null where nothing was
   */
  public String reason(String value) {
    return text.replace("{value}", value == null ? "it" : value);
  }
}
