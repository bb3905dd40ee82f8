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
   * The joiner that a value of {@code --remove-bpe} names.
   *
   * @param value {@code sentencepiece}, or the marker that continues a word, with its space
   * @return the joiner
   */
  static SubwordJoiner of(String value) {
    return value.equals("sentencepiece") ? new SentencePiece() : new Marker(value);
  }

  /** Leaves subwords as they are. */
  record None() implements SubwordJoiner {
    @Override
    public String join(String line) {
      return line;
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
  }

  /** SentencePiece's subwords, where U+2581 marks the beginning of a word. */
  record SentencePiece() implements SubwordJoiner {
    @Override
    public String join(String line) {
      return Characters.strip(line.replace(" ", "").replace('\u2581', ' '));
    }
  }
}
