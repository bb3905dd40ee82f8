package ai.nmt.jbleu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * chrF and chrF++ (Popović, WMT 2015 and 2017): with mean precision P and mean recall R over all
 * orders of character and word n-grams,
 *
 * <pre>{@code
 * chrF = (1 + beta^2) P R / (beta^2 P + R)
 * }</pre>
 *
 * <p>Of several references, a segment counts with the one of the highest score.
 */
public final class Chrf implements Metric {
  /** Stands in for a precision or recall without n-grams where epsilon smoothing is asked for. */
  private static final double EPSILON = 1e-16;

  /** Columns per order: n-grams of the hypothesis, of the reference, matches. */
  private static final int COLUMNS = 3;

  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final ChrfConfig config;

  /**
   * Makes the metric.
   *
   * @param config how it is computed
   */
  public Chrf(ChrfConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "chrF" + config.beta() + "+".repeat(config.wordOrder());
  }

  @Override
  public ChrfScore corpusScore(List<String> hypotheses, List<List<String>> references) {
    return (ChrfScore) Metric.super.corpusScore(hypotheses, references);
  }

  @Override
  public ChrfScore sentenceScore(String hypothesis, List<String> references) {
    return (ChrfScore) Metric.super.sentenceScore(hypothesis, references);
  }

  @Override
  public Signature signature(List<List<String>> references) {
    return Signature.of(
        "nrefs",
        "#",
        Segments.referenceCount(references),
        "case",
        "c",
        config.lowercase() ? "lc" : "mixed",
        "eff",
        "e",
        config.epsilonSmoothing() ? "no" : "yes",
        "nc",
        "nc",
        String.valueOf(config.characterOrder()),
        "nw",
        "nw",
        String.valueOf(config.wordOrder()),
        "space",
        "s",
        config.whitespace() ? "yes" : "no");
  }

  /**
   * {@inheritDoc}
   *
   * @return for each order of characters, then of words: the n-grams of the hypothesis (0 where the
   *     reference has none), of the reference, and the matching ones
   */
  @Override
  public double[] segmentStatistics(String hypothesis, List<String> references) {
    WordNumbers numbers = new WordNumbers();
    int[][] characters = new int[1 + references.size()][];
    int[][] words = new int[1 + references.size()][];
    for (int t = 0; t < characters.length; t++) {
      String text = t == 0 ? hypothesis : references.get(t - 1);
      String cased = config.lowercase() ? text.toLowerCase(Locale.ROOT) : text;
      characters[t] = characters(cased);
      words[t] = config.wordOrder() == 0 ? new int[0] : numbers.of(words(cased));
    }
    double[][] rows =
        new double[references.size()][COLUMNS * (config.characterOrder() + config.wordOrder())];
    count(new NgramCounts(characters), config.characterOrder(), rows, 0);
    count(new NgramCounts(words), config.wordOrder(), rows, config.characterOrder());
    double[] best = rows[0];
    for (double[] row : rows) {
      best = score(row) > score(best) ? row : best;
    }
    return best;
  }

  @Override
  public ChrfScore scoreOf(double[] statistics) {
    return new ChrfScore(score(statistics));
  }

  private static void count(NgramCounts ngrams, int orders, double[][] rows, int firstOrder) {
    for (int n = 0; n < orders; n++) {
      ngrams.advance();
      int[] counts = ngrams.counts(0);
      int column = COLUMNS * (firstOrder + n);
      for (int r = 0; r < rows.length; r++) {
        int total = ngrams.total(r + 1);
        rows[r][column] = total == 0 ? 0 : ngrams.total(0);
        rows[r][column + 1] = total;
        rows[r][column + 2] = NgramCounts.matches(counts, ngrams.counts(r + 1));
      }
    }
  }

  private double score(double[] statistics) {
    return 100 * (config.epsilonSmoothing() ? meanOfScores(statistics) : scoreOfMeans(statistics));
  }

  /** The F-score of the mean precision and recall of the orders that both texts have. */
  private double scoreOfMeans(double[] statistics) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int i = 0; i < statistics.length; i += COLUMNS) {
      if (statistics[i] > 0 && statistics[i + 1] > 0) {
        precision += statistics[i + 2] / statistics[i];
        recall += statistics[i + 2] / statistics[i + 1];
        orders++;
      }
    }
    return precision + recall == 0 ? 0 : fScore(precision / orders, recall / orders);
  }

  /** The mean of all orders' F-scores. */
  private double meanOfScores(double[] statistics) {
    double sum = 0;
    for (int i = 0; i < statistics.length; i += COLUMNS) {
      double matches = statistics[i + 2];
      double precision = statistics[i] > 0 ? matches / statistics[i] : EPSILON;
      double recall = statistics[i + 1] > 0 ? matches / statistics[i + 1] : EPSILON;
      sum += precision + recall > 0 ? fScore(precision, recall) : EPSILON;
    }
    int orders = statistics.length / COLUMNS;
    return sum / orders;
  }

  private double fScore(double precision, double recall) {
    double factor = (double) config.beta() * config.beta();
    return (1 + factor) * precision * recall / (factor * precision + recall);
  }

  private int[] characters(String text) {
    return config.whitespace()
        ? text.codePoints().toArray()
        : text.codePoints().filter(c -> !Whitespace.contains(c)).toArray();
  }

  /** The words, with one punctuation mark split off at the end or else at the beginning. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : Whitespace.split(text)) {
      int last = word.length() - 1;
      if (word.codePointCount(0, word.length()) > 1 && isPunctuation(word.charAt(last))) {
        words.add(word.substring(0, last));
        words.add(word.substring(last));
      } else if (last > 0 && isPunctuation(word.charAt(0))) {
        words.add(word.substring(0, 1));
        words.add(word.substring(1));
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static boolean isPunctuation(char c) {
    return PUNCTUATION.indexOf(c) >= 0;
  }
}
