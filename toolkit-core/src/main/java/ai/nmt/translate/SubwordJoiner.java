package ai.nmt.translate;

import ai.nmt.unicode.Characters;

/** How subwords become words again: {@code --remove-bpe}. */
public sealed interface SubwordJoiner
    permits SubwordJoiner.None, SubwordJoiner.Marker, SubwordJoiner.SentencePiece {
  /** The marker of subword-nmt with the space after it. */
  String DEFAULT_MARKER = "@@ ";

  /**
   * Joins the subwords of a line.
   *
   * @param line tokens separated by single spaces
   * @return words separated by spaces
   */
  String join(String line);

  /**
   * What marks subwords, in words for messages.
   *
   * @return for example {@code the marker "@@ "}
   */
  String describe();

  /**
   * Whether a symbol can be one of the subwords that are joined.
   *
   * @param symbol symbol of a dictionary
   * @return false if no line of such symbols has the marker
   */
  boolean mayMark(String symbol);

  /**
   * The joiner that a value of {@code --remove-bpe} names.
   *
   * @param value {@code sentencepiece}, {@code subword_nmt}, {@code none}, or the marker that
   *     continues a word, with its space
   * @return the joiner
   * @throws IllegalArgumentException for an empty marker and for what fairseq alone knows by name
   */
  static SubwordJoiner of(String value) {
    return switch (value) {
      case "sentencepiece" -> new SentencePiece();
      case "subword_nmt" -> new Marker(DEFAULT_MARKER);
      case "none" -> new None();
      case "wordpiece", "letter", "silence", "_EOW" ->
          throw new IllegalArgumentException(
              "--remove-bpe "
                  + value
                  + " is not offered; expected subword_nmt, sentencepiece, none or a marker such as"
                  + " '@@ '");
      default -> new Marker(value);
    };
  }

  /** Leaves subwords as they are. */
  record None() implements SubwordJoiner {
    @Override
    public String join(String line) {
      return line;
    }

    @Override
    public String describe() {
      return "nothing";
    }

    @Override
    public boolean mayMark(String symbol) {
      return false;
    }
  }

  /**
   * Subwords that a marker glues to the next one.
   *
   * @param marker text to remove, for example {@code "@@ "}
   */
  record Marker(String marker) implements SubwordJoiner {
    /** Checks the marker. */
    public Marker {
      if (marker.isEmpty()) {
        throw new IllegalArgumentException(
            "the subword marker is empty; expected a marker such as '@@ ' or 'sentencepiece'"
                + " (--remove-bpe)");
      }
    }

    @Override
    public String join(String line) {
      return Characters.stripTrailing((line + " ").replace(marker, ""));
    }

    @Override
    public String describe() {
      return "the marker \"" + marker + "\"";
    }

    /** A marker with a space inside may be made of several symbols. */
    @Override
    public boolean mayMark(String symbol) {
      return marker.strip().indexOf(' ') >= 0 || (" " + symbol + " ").contains(marker);
    }
  }

  /** SentencePiece's subwords, where U+2581 marks the beginning of a word. */
  record SentencePiece() implements SubwordJoiner {
    @Override
    public String join(String line) {
      return Characters.strip(line.replace(" ", "").replace('\u2581', ' '));
    }

    @Override
    public String describe() {
      return "SentencePiece's U+2581";
    }

    @Override
    public boolean mayMark(String symbol) {
      return symbol.indexOf('\u2581') >= 0;
    }
  }
}
