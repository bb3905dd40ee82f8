package ai.nmt.text;

import ai.nmt.unicode.Characters;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Moses' {@code detokenizer.perl -penn}: plain English from what {@link PennTokenizer} made. */
public final class PennDetokenizer implements TextStage {
  private static final List<PennRule> DASHES =
      List.of(PennRule.of(" @-@ ", "-"), PennRule.of(" @/@ ", "/"));

  private static final List<PennRule> RULES =
      Stream.of(contractions(), brackets()).flatMap(List::stream).toList();

  /** Opening marks, which stand before a word, and the mark that is written. */
  private static final Map<String, String> OPENING = Map.of("`", "'", "``", "\"");

  /** Closing marks, which stand after a word, and the mark that is written. */
  private static final Map<String, String> CLOSING = Map.of("'", "'", "''", "\"");

  private final boolean uppercase;

  /**
   * Makes a detokenizer.
   *
   * @param uppercase whether lines begin with a capital letter ({@code -u})
   */
  public PennDetokenizer(boolean uppercase) {
    this.uppercase = uppercase;
  }

  private static List<PennRule> contractions() {
    return List.of(
        PennRule.of(" n't ", "n't "),
        PennRule.of(" N'T ", "N'T "),
        PennRule.of(" ([Cc])an not ", " $1annot "),
        PennRule.of(" ([Dd])' ye ", " $1'ye "),
        PennRule.of(" ([Gg])im me ", " $1imme "),
        PennRule.of(" ([Gg])on na ", " $1onna "),
        PennRule.of(" ([Gg])ot ta ", " $1otta "),
        PennRule.of(" ([Ll])em me ", " $1emme "),
        PennRule.of(" '([Tt]) is ", " '$1is "),
        PennRule.of(" '([Tt]) was ", " '$1was "),
        PennRule.of(" ([Ww])an na ", " $1anna "));
  }

  private static List<PennRule> brackets() {
    return List.of(
        PennRule.of("-LRB-", "("),
        PennRule.of("-RRB-", ")"),
        PennRule.of("-LSB-", "["),
        PennRule.of("-RSB-", "]"),
        PennRule.of("-LCB-", "{"),
        PennRule.of("-RCB-", "}"));
  }

  @Override
  public String apply(String line) {
    if (Characters.isBlank(line) || MosesTokenizer.isMarkup(line)) {
      return line;
    }
    // Entities may hide dashes and contractions, of which only the latter are undone.
    String text = MosesEntities.unescape(PennRule.applyAll(DASHES, " " + line + " "));
    return join(DetokenizedLine.words(PennRule.applyAll(RULES, text))).finish(uppercase);
  }

  private static DetokenizedLine join(String[] words) {
    DetokenizedLine line = new DetokenizedLine();
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (DetokenizedLine.isOpening(word)) {
        line.attachRight(word);
      } else if (DetokenizedLine.isClosing(word)
          || (i > 0 && DetokenizedLine.isContraction(words[i - 1], word))) {
        line.attachLeft(word);
      } else if (OPENING.containsKey(word)) {
        line.attachRight(OPENING.get(word));
      } else if (CLOSING.containsKey(word)) {
        line.attachLeft(CLOSING.get(word));
      } else {
        line.apart(word);
      }
    }
    return line;
  }
}
