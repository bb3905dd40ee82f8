package ai.nmt.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The state of one sentence's search: its active and its finished hypotheses. */
final class SentenceBeam {
  private final SearchOptions options;
  private final int endToken;
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<PartialHypothesis> active;
  private int[] parents = {0};

  /**
   * Begins the search of a sentence with the empty hypothesis.
   *
   * @param options beam and penalty
   * @param endToken id of {@code </s>}, which also begins every hypothesis
   */
  SentenceBeam(SearchOptions options, int endToken) {
    this.options = options;
    this.endToken = endToken;
    this.active = List.of(PartialHypothesis.empty(endToken));
  }

  /** Hypotheses that the next step continues, the best first. */
  List<PartialHypothesis> active() {
    return active;
  }

  /** For every active hypothesis the index, among those of the previous step, that it extends. */
  int[] parents() {
    return parents;
  }

  /** Whether the search of this sentence is over. */
  boolean done() {
    return finished.size() == options.beam() || active.isEmpty();
  }

  /**
   * Takes one step.
   *
   * @param expansion the best continuations of the active hypotheses
   */
  void advance(Expansion expansion) {
    finish(expansion);
    prune(expansion);
  }

  /** The best {@code beam} continuations finish where they end in {@code </s>}. */
  private void finish(Expansion expansion) {
    int considered = Math.min(options.beam(), expansion.size());
    for (int i = 0; i < considered && finished.size() < options.beam(); i++) {
      if (expansion.token(i) == endToken) {
        finished.add(continuation(expansion, i).finish(options.penalty()));
      }
    }
  }

  /** The best {@code beam} continuations that do not end stay; a worse {@code </s>} is dropped. */
  private void prune(Expansion expansion) {
    List<PartialHypothesis> next = new ArrayList<>(options.beam());
    int[] origins = new int[Math.min(options.beam(), expansion.size())];
    for (int i = 0; i < expansion.size() && next.size() < options.beam(); i++) {
      if (expansion.token(i) != endToken) {
        origins[next.size()] = expansion.hypothesis(i);
        next.add(continuation(expansion, i));
      }
    }
    active = next;
    parents = origins;
  }

  private PartialHypothesis continuation(Expansion expansion, int i) {
    return active.get(expansion.hypothesis(i)).append(expansion.token(i), expansion.score(i));
  }

  /** The finished hypotheses, the best score first; equal scores in the order of finishing. */
  List<Hypothesis> ranked() {
    List<Hypothesis> ranked = new ArrayList<>(finished);
    ranked.sort(Comparator.comparingDouble((Hypothesis h) -> h.score()).reversed());
    return ranked;
  }
}
