package ai.nmt.text;

/**
 * Moses' {@code remove-non-printing-char.perl}: each control, format, private-use, unassigned
 * character and each lone surrogate becomes a space.
 */
public final class NonPrintingRemover implements TextStage {
  @Override
  public String apply(String line) {
    StringBuilder printable = new StringBuilder(line.length());
    line.codePoints()
        .forEach(codePoint -> printable.appendCodePoint(isOther(codePoint) ? ' ' : codePoint));
    return printable.toString();
  }

  /** {@code \p{C}}. */
  private static boolean isOther(int codePoint) {
    if (codePoint >= ' ' && codePoint < 0x7F) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
