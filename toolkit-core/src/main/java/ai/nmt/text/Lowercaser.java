package ai.nmt.text;

/**
 * Moses' {@code lowercase.perl}: Unicode's full lower case of each character by itself, whatever
 * its neighbours (a final capital sigma becomes σ) and the language.
 */
public final class Lowercaser implements TextStage {
  private static final int CAPITAL_I_WITH_DOT = 0x130;

  @Override
  public String apply(String line) {
    StringBuilder lower = new StringBuilder(line.length());
    line.codePoints()
        .forEach(
            codePoint -> {
              if (codePoint == CAPITAL_I_WITH_DOT) {
                lower.append("i\u0307");
              } else {
                lower.appendCodePoint(Character.toLowerCase(codePoint));
              }
            });
    return lower.toString();
  }
}
