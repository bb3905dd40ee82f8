package ai.nmt.search;

import ai.nmt.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A language model as a function of the seed, the sentence and all tokens so far: small enough to
 * enumerate every hypothesis.
 */
final class ToyDistribution {
  static final int END = 0;

  private final long seed;
  private final int vocabulary;

  ToyDistribution(long seed, int vocabulary) {
    this.seed = seed;
    this.vocabulary = vocabulary;
  }

  /** Log-probabilities of the next token. */
  float[] next(int sentence, List<Integer> prefix) {
    SplitMix64 random = new SplitMix64(seed * 1_000_003 + 31L * sentence + prefix.hashCode());
    double[] weights = new double[vocabulary];
    for (int v = 0; v < vocabulary; v++) {
      weights[v] = 0.01 + random.nextDouble();
    }
    double sum = Arrays.stream(weights).sum();
    float[] result = new float[vocabulary];
    for (int v = 0; v < vocabulary; v++) {
      result[v] = (float) Math.log(weights[v] / sum);
    }
    return result;
  }

  /** Every hypothesis with minimum to maximum tokens before the end, the best first. */
  List<Hypothesis> enumerate(int sentence, int minimum, int maximum, LengthPenalty penalty) {
    List<Hypothesis> all = new ArrayList<>();
    enumerate(sentence, minimum, maximum, penalty, new ArrayList<>(), new ArrayList<>(), all);
    all.sort(Comparator.comparingDouble((Hypothesis h) -> h.score()).reversed());
    return all;
  }

  private void enumerate(
      int sentence,
      int minimum,
      int maximum,
      LengthPenalty penalty,
      List<Integer> prefix,
      List<Float> scores,
      List<Hypothesis> all) {
    float[] next = next(sentence, prefix);
    for (int token = 0; token < vocabulary; token++) {
      boolean ends = token == END;
      if (ends ? prefix.size() < minimum : prefix.size() == maximum) {
        continue;
      }
      prefix.add(token);
      scores.add(next[token]);
      if (ends) {
        float sum = 0;
        float[] each = new float[scores.size()];
        for (int i = 0; i < each.length; i++) {
          each[i] = scores.get(i);
          sum += each[i];
        }
        int[] tokens = prefix.stream().mapToInt(Integer::intValue).toArray();
        all.add(new Hypothesis(tokens, each, penalty.score(sum, tokens.length)));
      } else {
        enumerate(sentence, minimum, maximum, penalty, prefix, scores, all);
      }
      prefix.remove(prefix.size() - 1);
      scores.remove(scores.size() - 1);
    }
  }

  /** A scorer that follows the rows of a search as a model's caches would. */
  StepScorer scorer() {
    return new RowScorer();
  }

  private final class RowScorer implements StepScorer {
    private List<List<Integer>> prefixes = List.of();
    private int[] sentences = {};

    @Override
    public Candidates best(StepRequest request) {
      List<List<Integer>> rows = new ArrayList<>();
      int[] owners = new int[request.rows()];
      for (int r = 0; r < request.rows(); r++) {
        int parent = request.parents()[r];
        owners[r] = request.step() == 0 ? parent : sentences[parent];
        List<Integer> prefix = new ArrayList<>();
        if (request.step() > 0) {
          prefix.addAll(prefixes.get(parent));
          prefix.add(request.lastTokens()[r]);
        }
        rows.add(prefix);
      }
      prefixes = rows;
      sentences = owners;
      int width = Math.min(request.width(), vocabulary);
      int[] tokens = new int[request.rows() * width];
      float[] scores = new float[request.rows() * width];
      for (int r = 0; r < request.rows(); r++) {
        float[] next = allowed(next(owners[r], rows.get(r)), request.end());
        int[] order =
            IntStream.range(0, vocabulary)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer v) -> next[v]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < width; i++) {
          tokens[r * width + i] = order[i];
          scores[r * width + i] = next[order[i]];
        }
      }
      return new Candidates(width, tokens, scores);
    }

    private float[] allowed(float[] next, EndRule rule) {
      for (int v = 0; v < vocabulary; v++) {
        boolean banned = v == END ? rule == EndRule.FORBIDDEN : rule == EndRule.FORCED;
        if (banned) {
          next[v] = Float.NEGATIVE_INFINITY;
        }
      }
      return next;
    }
  }
}
