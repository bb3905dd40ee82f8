package ai.nmt.cli.fairseq;

import java.util.List;

/** What becomes of a flag of fairseq's. */
public sealed interface Answer
    permits Answer.Same, Answer.Renamed, Answer.NoEffect, Answer.Refused {

  /** The program's own parser has the flag, with fairseq's meaning. */
  record Same() implements Answer {}

  /**
   * Other words stand for it.
   *
   * @param words the words that take the flag's place; its value, if it has one, follows them
   * @param beside flags one of which has to be there as well; empty where none has to
   */
  record Renamed(List<String> words, List<String> beside) implements Answer {
    /** Copies the lists. */
    public Renamed {
      words = List.copyOf(words);
      beside = List.copyOf(beside);
    }
  }

  /**
   * It is taken, and told to change nothing.
   *
   * @param values the values that are taken; empty for any
   */
  record NoEffect(List<String> values) implements Answer {
    /** Copies the list. */
    public NoEffect {
      values = List.copyOf(values);
    }

    /** Returns whether a value, or null for none, is one that changes nothing. */
    public boolean takes(String value) {
      return values.isEmpty() || values.stream().anyMatch(each -> each.equalsIgnoreCase(value));
    }
  }

  /** It is an error. */
  record Refused() implements Answer {}
}
