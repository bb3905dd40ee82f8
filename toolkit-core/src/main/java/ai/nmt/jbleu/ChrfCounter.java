package ai.nmt.jbleu;

import ai.nmt.unicode.Characters;
import java.util.List;

/** Counts what chrF needs of a segment: of several references, that of the highest score. */
final class ChrfCounter implements SegmentCounter {
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final Chrf metric;
  private final ChrfConfig config;
  private final TextBuffer buffer = new TextBuffer();
  private final WordNumbers numbers = new WordNumbers();
  private final NgramMatches ngrams = new NgramMatches();
  private final Symbols hypothesisCharacters = new Symbols();
  private final Symbols hypothesisWords = new Symbols();
  private final Symbols referenceCharacters = new Symbols();
  private final Symbols referenceWords = new Symbols();
  private final int[] characterMatches;
  private final int[] wordMatches;

  ChrfCounter(Chrf metric, ChrfConfig config) {
    this.metric = metric;
    this.config = config;
    this.characterMatches = new int[config.characterOrder()];
    this.wordMatches = new int[config.wordOrder()];
  }

  @Override
  public double[] count(String hypothesis, List<String> references) {
    numbers.clear();
    split(hypothesis, hypothesisCharacters, hypothesisWords);
    double[] best = count(references.get(0));
    for (int r = 1; r < references.size(); r++) {
      double[] row = count(references.get(r));
      best = metric.score(row) > metric.score(best) ? row : best;
    }
    return best;
  }

  private double[] count(String reference) {
    split(reference, referenceCharacters, referenceWords);
    double[] row = new double[Chrf.COLUMNS * (config.characterOrder() + config.wordOrder())];
    ngrams.count(hypothesisCharacters, List.of(referenceCharacters), characterMatches);
    fill(row, 0, hypothesisCharacters, referenceCharacters, characterMatches);
    if (config.wordOrder() > 0) {
      ngrams.count(hypothesisWords, List.of(referenceWords), wordMatches);
      int column = Chrf.COLUMNS * config.characterOrder();
      fill(row, column, hypothesisWords, referenceWords, wordMatches);
    }
    return row;
  }

  private static void fill(
      double[] row, int begin, Symbols hypothesis, Symbols reference, int[] matches) {
    for (int n = 0; n < matches.length; n++) {
      int column = begin + Chrf.COLUMNS * n;
      int total = reference.ngrams(n + 1);
      row[column] = total == 0 ? 0 : hypothesis.ngrams(n + 1);
      row[column + 1] = total;
      row[column + 2] = matches[n];
    }
  }

  private void split(String text, Symbols characters, Symbols words) {
    buffer.set(config.lowercase() ? Characters.lowerCase(text) : text);
    characters.clear();
    for (int i = 0; i < buffer.length(); i++) {
      if (config.whitespace() || !Characters.isPythonSpace(buffer.at(i))) {
        characters.add(buffer.at(i));
      }
    }
    words.clear();
    if (config.wordOrder() > 0) {
      splitWords(words);
    }
  }

  /** The words, with one punctuation mark split off at the end or else at the beginning. */
  private void splitWords(Symbols words) {
    for (int begin = 0; begin < buffer.length(); begin++) {
      int end = buffer.endOfWord(begin);
      if (end > begin) {
        int cut = end;
        if (end - begin > 1) {
          if (isPunctuation(buffer.at(end - 1))) {
            cut = end - 1;
          } else if (isPunctuation(buffer.at(begin))) {
            cut = begin + 1;
          }
        }
        words.add(buffer.number(numbers, begin, cut));
        if (cut < end) {
          words.add(buffer.number(numbers, cut, end));
        }
        begin = end;
      }
    }
  }

  private static boolean isPunctuation(int c) {
    return PUNCTUATION.indexOf(c) >= 0;
  }
}
