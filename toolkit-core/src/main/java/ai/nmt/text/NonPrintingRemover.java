package ai.nmt.text;

import ai.nmt.unicode.Characters;

/**
 * Moses' {@code remove-non-printing-char.perl}: each control, format, private-use, unassigned
 * character and each lone surrogate becomes a space ({@code \p{C}}).
 */
public final class NonPrintingRemover implements TextStage {
  @Override
  public String apply(String line) {
    StringBuilder printable = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); ) {
      int codePoint = line.codePointAt(i);
      i += Character.charCount(codePoint);
      printable.appendCodePoint(Characters.isOther(codePoint) ? ' ' : codePoint);
    }
    return printable.toString();
  }
}
