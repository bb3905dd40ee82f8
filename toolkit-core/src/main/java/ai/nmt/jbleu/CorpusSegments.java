package ai.nmt.jbleu;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/** Hypotheses of one system with their references, checked to belong together. */
final class CorpusSegments implements Iterator<Segment> {
  private final List<String> hypotheses;
  private final List<List<String>> references;
  private int next;

  /**
   * Pairs the texts.
   *
   * @throws IllegalArgumentException where there are none, or their numbers differ
   */
  CorpusSegments(List<String> hypotheses, List<List<String>> references) {
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

  @Override
  public boolean hasNext() {
    return next < hypotheses.size();
  }

  @Override
  public Segment next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no segment after " + next);
    }
    String[] texts = new String[references.size()];
    for (int r = 0; r < texts.length; r++) {
      texts[r] = references.get(r).get(next);
    }
    String hypothesis = hypotheses.get(next);
    next++;
    return Segment.of(hypothesis, Arrays.asList(texts), next);
  }

  /** The number of references of every segment; {@code var} where segments differ. */
  static String referenceCount(List<List<String>> references) {
    int segments = references.isEmpty() ? 0 : references.get(0).size();
    long first = segments == 0 ? references.size() : referenceCount(references, 0);
    for (int i = 1; i < segments; i++) {
      if (referenceCount(references, i) != first) {
        return "var";
      }
    }
    return String.valueOf(first);
  }

  private static long referenceCount(List<List<String>> references, int segment) {
    return references.stream().map(texts -> texts.get(segment)).filter(Objects::nonNull).count();
  }
}
