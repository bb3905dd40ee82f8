package ai.nmt.chart;

/** Text within HTML and SVG. */
public final class Markup {
  private Markup() {}

  /**
   * Escapes what means something in markup.
   *
   * @param text any text
   * @return the text with these characters replaced, those that attributes need included; control
   *     characters, which XML forbids, become U+FFFD
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        case '\t', '\n', '\r' -> escaped.append(c);
        default -> escaped.append(c < ' ' ? '\uFFFD' : c);
      }
    }
    return escaped.toString();
  }
}
