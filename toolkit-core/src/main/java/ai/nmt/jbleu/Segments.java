package ai.nmt.jbleu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Hypotheses with their references, checked to belong together. */
final class Segments {
  /** Segments whose statistics are held at once: enough to keep all processors busy. */
  private static final int CHUNK = 4096;

  private final List<String> hypotheses;
  private final List<List<String>> references;

  /**
   * Pairs the texts.
   *
   * @throws IllegalArgumentException where there are none, or their numbers differ
   */
  Segments(List<String> hypotheses, List<List<String>> references) {
    if (hypotheses.isEmpty()) {
      throw new IllegalArgumentException("there are no hypotheses to score; expected at least one");
    }
    if (references.isEmpty()) {
      throw new IllegalArgumentException("there are no references; expected at least one text");
    }
    for (int i = 0; i < references.size(); i++) {
      if (references.get(i).size() != hypotheses.size()) {
        throw new IllegalArgumentException(
            ("reference %d has %d lines, but there are %d hypotheses; line n of each must translate"
                    + " the same segment")
                .formatted(i + 1, references.get(i).size(), hypotheses.size()));
      }
    }
    this.hypotheses = hypotheses;
    this.references = references;
  }

  static Segments of(String hypothesis, List<String> references) {
    return new Segments(List.of(hypothesis), references.stream().map(List::of).toList());
  }

  /** Sums the statistics in the order of the segments, so that the sum never varies. */
  double[] sum(Metric metric) {
    double[] sum = new double[0];
    for (int begin = 0; begin < hypotheses.size(); begin += CHUNK) {
      List<double[]> rows =
          statistics(metric, begin, Math.min(hypotheses.size() - begin, CHUNK) + begin);
      for (double[] row : rows) {
        sum = sum.length == 0 ? new double[row.length] : sum;
        add(sum, row);
      }
    }
    return sum;
  }

  List<double[]> statistics(Metric metric) {
    return statistics(metric, 0, hypotheses.size());
  }

  private List<double[]> statistics(Metric metric, int begin, int end) {
    return IntStream.range(begin, end)
        .parallel()
        .mapToObj(i -> metric.segmentStatistics(hypotheses.get(i), referencesOf(i)))
        .toList();
  }

  private List<String> referencesOf(int number) {
    List<String> texts = references(references, number);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(
          "segment "
              + (number + 1)
              + " has no reference translation (an empty line does not count as one); add one, or"
              + " remove the segment from hypotheses and references");
    }
    return texts;
  }

  static void add(double[] sum, double[] row) {
    for (int k = 0; k < row.length; k++) {
      sum[k] += row[k];
    }
  }

  /**
   * The signature's number of references of every segment; {@code var} where segments differ.
   *
   * @param references the texts of each reference translation
   */
  static String referenceCount(List<List<String>> references) {
    int segments = references.isEmpty() ? 0 : references.get(0).size();
    int first = segments == 0 ? references.size() : references(references, 0).size();
    for (int i = 1; i < segments; i++) {
      if (references(references, i).size() != first) {
        return "var";
      }
    }
    return String.valueOf(first);
  }

  private static List<String> references(List<List<String>> references, int number) {
    List<String> texts = new ArrayList<>(references.size());
    for (List<String> reference : references) {
      if (!reference.get(number).isEmpty()) {
        texts.add(reference.get(number));
      }
    }
    return texts;
  }
}
