package ai.nmt.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Beam search for a batch of sentences.
 *
 * <p>Every sentence keeps {@code beam} active hypotheses. In each step they are extended by one
 * token; those that end in {@code </s>} while among the best {@code beam} are finished. A
 * sentence's search is over when {@code beam} hypotheses have finished, even if an active one could
 * still become better, or at the maximum length.
 */
public final class BeamSearch {
  private final SearchOptions options;
  private final int endToken;

  /**
   * Makes a search; it may be used by several threads.
   *
   * @param options beam, lengths and penalties
   * @param endToken id of {@code </s>}, which also begins every hypothesis
   */
  public BeamSearch(SearchOptions options, int endToken) {
    this.options = options;
    this.endToken = endToken;
  }

  /**
   * Searches the best translations of a batch of sentences.
   *
   * @param scorer the model, at the beginning of these sentences
   * @param sentences number of sentences, at least 0
   * @param maximumLength most tokens before {@code </s>}, see {@link LengthLimits#maximum}
   * @return for every sentence its finished hypotheses, the best first, at most {@code beam}
   */
  public List<List<Hypothesis>> search(StepScorer scorer, int sentences, int maximumLength) {
    List<SentenceBeam> beams =
        Stream.generate(() -> new SentenceBeam(options, endToken)).limit(sentences).toList();
    Expansion expansion = new Expansion(options.candidates());
    List<SentenceBeam> open = beams;
    int[] parents = IntStream.range(0, sentences).toArray();
    for (int step = 0; !open.isEmpty(); step++) {
      EndRule end = endRule(step, maximumLength);
      int[] lastTokens = lastTokens(open, parents.length);
      Candidates candidates =
          scorer.best(new StepRequest(step, parents, lastTokens, end, options.candidates()));
      int[] firstRows = firstRows(open);
      for (int i = 0; i < open.size(); i++) {
        SentenceBeam beam = open.get(i);
        expansion.expand(beam.active(), candidates, firstRows[i]);
        beam.advance(expansion);
      }
      parents = parents(open, firstRows);
      open = open.stream().filter(beam -> !beam.done()).toList();
    }
    return beams.stream().map(SentenceBeam::ranked).toList();
  }

  private EndRule endRule(int step, int maximumLength) {
    if (step >= maximumLength) {
      return EndRule.FORCED;
    }
    return step < options.limits().minimum() ? EndRule.FORBIDDEN : EndRule.ALLOWED;
  }

  private static int[] lastTokens(List<SentenceBeam> open, int rows) {
    int[] tokens = new int[rows];
    int row = 0;
    for (SentenceBeam beam : open) {
      for (PartialHypothesis hypothesis : beam.active()) {
        tokens[row++] = hypothesis.token();
      }
    }
    return tokens;
  }

  private static int[] firstRows(List<SentenceBeam> open) {
    int[] rows = new int[open.size()];
    for (int i = 1; i < rows.length; i++) {
      rows[i] = rows[i - 1] + open.get(i - 1).active().size();
    }
    return rows;
  }

  /** Rows of this step that the next step continues: those of the sentences that go on. */
  private static int[] parents(List<SentenceBeam> open, int[] firstRows) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < firstRows.length; i++) {
      SentenceBeam beam = open.get(i);
      for (int h = 0; h < beam.active().size() && !beam.done(); h++) {
        rows.add(firstRows[i] + beam.parents()[h]);
      }
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }
}
