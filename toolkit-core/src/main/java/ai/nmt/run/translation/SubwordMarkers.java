package ai.nmt.run.translation;

import ai.nmt.translate.SubwordJoiner;
import ai.nmt.vocab.Dictionary;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks whether the subwords that are to be joined are those of a dictionary. */
public final class SubwordMarkers {
  private static final SubwordJoiner BYTE_PAIRS = SubwordJoiner.of(SubwordJoiner.DEFAULT_MARKER);
  private static final SubwordJoiner PIECES = new SubwordJoiner.SentencePiece();

  private SubwordMarkers() {}

  /**
   * What is wrong with a marker that no symbol has: it occurs in no hypothesis and no reference.
   *
   * @param flag flag that asks for joining
   * @param joiner how subwords are joined
   * @param dictionary the target dictionary
   * @return a warning; empty where some symbol has the marker
   */
  public static Optional<String> complaint(
      String flag, SubwordJoiner joiner, Dictionary dictionary) {
    if (joiner instanceof SubwordJoiner.None || occurs(joiner, dictionary)) {
      return Optional.empty();
    }
    String hint =
        occurs(PIECES, dictionary)
            ? "its symbols are pieces of SentencePiece: give %s sentencepiece".formatted(flag)
            : occurs(BYTE_PAIRS, dictionary)
                ? "its symbols end in \"@@\": give %s without a value".formatted(flag)
                : "its symbols seem to be whole words: leave the flag out, or give the marker of"
                    + " its subwords";
    return Optional.of(
        "%s looked for %s, which occurs in no hypothesis and no reference, as no symbol of the target dictionary has it: nothing was joined rightly; %s"
            .formatted(flag, joiner.describe(), hint));
  }

  private static boolean occurs(SubwordJoiner joiner, Dictionary dictionary) {
    return IntStream.range(0, dictionary.size())
        .anyMatch(id -> joiner.mayMark(dictionary.symbol(id)));
  }
}
