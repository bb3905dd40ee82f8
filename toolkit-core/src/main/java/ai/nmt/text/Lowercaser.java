package ai.nmt.text;

import ai.nmt.unicode.Characters;

/**
 * Moses' {@code lowercase.perl}: Unicode's full lower case of each character by itself, whatever
 * its neighbours (a final capital sigma becomes σ) and the language.
 */
public final class Lowercaser implements TextStage {
  @Override
  public String apply(String line) {
    StringBuilder lower = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); ) {
      int codePoint = line.codePointAt(i);
      i += Character.charCount(codePoint);
      Characters.appendLowerCase(codePoint, lower);
    }
    return lower.toString();
  }
}
