package ai.nmt.text;

/** The characters that Moses' decoder reads as syntax, and their names. */
final class MosesEntities {
  private MosesEntities() {}

  /** The entity of a character, or null for those written as they are. */
  static String of(int codePoint) {
    return switch (codePoint) {
      case '&' -> "&amp;";
      case '|' -> "&#124;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '\'' -> "&apos;";
      case '"' -> "&quot;";
      case '[' -> "&#91;";
      case ']' -> "&#93;";
      default -> null;
    };
  }

  /** The text with the characters in place of the entities, older names included. */
  static String unescape(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return text.replace("&bar;", "|")
        .replace("&#124;", "|")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&bra;", "[")
        .replace("&ket;", "]")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#91;", "[")
        .replace("&#93;", "]")
        .replace("&amp;", "&");
  }
}
