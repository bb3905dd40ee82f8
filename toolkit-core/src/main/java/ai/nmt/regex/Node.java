package ai.nmt.regex;

import com.ibm.icu.text.UnicodeSet;
import java.util.List;

/** A part of a parsed expression. */
sealed interface Node {
  /** How a repetition prefers its count. */
  enum Preference {
    GREEDY,
    LAZY,
    POSSESSIVE
  }

  /** Conditions on a place in the text. */
  enum Place {
    TEXT_START,
    TEXT_END,
    /** At the end or before a line feed there. */
    LAST_LINE_END,
    LINE_START,
    LINE_END,
    WORD_EDGE,
    NO_WORD_EDGE;

    /** All of them, by the numbers that instructions name them with. */
    static final List<Place> ALL = List.of(values());
  }

  /** Matches the empty text. */
  record Empty() implements Node {}

  /** One character of a set, which is not to be changed. */
  record One(UnicodeSet set) implements Node {}

  /** One user-perceived character: {@code \X}. */
  record Grapheme() implements Node {}

  /** One part after the other. */
  record Sequence(List<Node> parts) implements Node {}

  /** The first choice that leads to a match. */
  record Choice(List<Node> choices) implements Node {}

  /** A group that remembers what it matched; numbers begin with 1. */
  record Group(int number, Node body) implements Node {}

  /** From {@code least} to {@code most} times; {@link Quantifiers#ENDLESS} for no limit. */
  record Repetition(Node body, int least, int most, Preference preference) implements Node {}

  /** What is given up only as a whole: {@code (?>...)}. */
  record Atomic(Node body) implements Node {}

  /** What must, or must not, follow. */
  record Ahead(Node body, boolean negative) implements Node {}

  /** What must, or must not, precede. */
  record Behind(Node body, boolean negative) implements Node {}

  /** A condition on the place; {@code word} are the characters of words where edges matter. */
  record Condition(Place place, UnicodeSet word) implements Node {}

  /** The text of a group once more. */
  record BackReference(int group, boolean ignoresCase) implements Node {}

  /** The number of characters that a part can match. */
  record Width(int least, int most) {
    Width plus(Width other) {
      return new Width(add(least, other.least), add(most, other.most));
    }

    Width or(Width other) {
      return new Width(Math.min(least, other.least), Math.max(most, other.most));
    }

    Width times(int fewest, int greatest) {
      return new Width(multiply(least, fewest), multiply(most, greatest));
    }

    private static int add(int a, int b) {
      return (int) Math.min(Quantifiers.ENDLESS, (long) a + b);
    }

    private static int multiply(int a, int b) {
      return (int) Math.min(Quantifiers.ENDLESS, (long) a * b);
    }
  }

  /** How many characters it matches at least and at most. */
  default Width width() {
    if (this instanceof One) {
      return new Width(1, 1);
    } else if (this instanceof Sequence sequence) {
      return sequence.parts().stream().map(Node::width).reduce(new Width(0, 0), Width::plus);
    } else if (this instanceof Choice choice) {
      return choice.choices().stream().map(Node::width).reduce(Width::or).orElseThrow();
    } else if (this instanceof Group group) {
      return group.body().width();
    } else if (this instanceof Atomic atomic) {
      return atomic.body().width();
    } else if (this instanceof Repetition repetition) {
      return repetition.body().width().times(repetition.least(), repetition.most());
    } else if (this instanceof Grapheme) {
      return new Width(1, Quantifiers.ENDLESS);
    } else if (this instanceof BackReference) {
      return new Width(0, Quantifiers.ENDLESS);
    }
    return new Width(0, 0);
  }
}
