package ai.nmt.translate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import ai.nmt.search.Candidates;
import ai.nmt.search.EndRule;
import ai.nmt.tensor.ScriptModule;
import java.util.Arrays;

/**
 * From log-probabilities over the vocabulary to each row's best tokens: the search's rules as
 * operations on the model's output.
 *
 * <p>Padding gets probability 0, {@code <unk>} its penalty, {@code </s>} what the {@link EndRule}
 * says. Of a large vocabulary only the chunks with the greatest maxima are sorted: the k best
 * tokens lie in the k chunks whose maxima are greatest. That takes a fifth of the time of sorting
 * all of 10,000 tokens.
 */
final class CandidateSelection implements AutoCloseable {
  private static final int CHUNK = 64;

  private static final String METHODS =
      """
      def adjust(self: __torch__.Ops, x: Tensor, pad: int, unk: int, eos: int, penalty: float, end: bool, never: float) -> Tensor:
        _0 = torch.fill_(torch.select(x, 1, pad), never)
        _1 = torch.sub_(torch.select(x, 1, unk), penalty)
        if torch.__not__(end):
          _2 = torch.fill_(torch.select(x, 1, eos), never)
        else:
          pass
        return x
      def ends(self: __torch__.Ops, x: Tensor, eos: int) -> Tensor:
        return torch.contiguous(torch.select(x, 1, eos))
      def best(self: __torch__.Ops, x: Tensor, k: int) -> Tuple[Tensor, Tensor]:
        values, tokens = torch.topk(x, k, 1, True, True)
        return (values, tokens)
      def best_of_chunks(self: __torch__.Ops, x: Tensor, k: int, c: int) -> Tuple[Tensor, Tensor, Tensor]:
        r = torch.size(x, 0)
        v = torch.size(x, 1)
        n = torch.floordiv(v, c)
        whole = torch.mul(n, c)
        head = torch.view(torch.narrow(x, 1, 0, whole), [r, n, c])
        _0, chunks = torch.topk(torch.amax(head, [2]), k, 1, True, False)
        index = torch.expand(torch.unsqueeze(chunks, 2), [r, k, c])
        kept = torch.reshape(torch.gather(head, 1, index), [r, torch.mul(k, c)])
        rest = torch.narrow(x, 1, whole, torch.sub(v, whole))
        values, places = torch.topk(torch.cat([kept, rest], 1), k, 1, True, True)
        return (values, places, chunks)
      """;

  private final ScriptModule module;
  private final int pad;
  private final int unknown;
  private final int end;
  private final double unknownPenalty;

  /**
   * Compiles the operations.
   *
   * @param manager manager that owns them
   * @param pad id of {@code <pad>}
   * @param unknown id of {@code <unk>}
   * @param end id of {@code </s>}
   * @param unknownPenalty subtracted from the log-probability of {@code <unk>}
   */
  CandidateSelection(NDManager manager, int pad, int unknown, int end, double unknownPenalty) {
    this.module = ScriptModule.compile(manager, METHODS);
    this.pad = pad;
    this.unknown = unknown;
    this.end = end;
    this.unknownPenalty = unknownPenalty;
  }

  /**
   * Selects the best next tokens.
   *
   * @param owner manager of the step's arrays
   * @param logProbabilities (rows, V), changed in place
   * @param rule whether hypotheses may end
   * @param wanted candidates wanted per row, at least 1
   * @return the best candidates of every row; at most V - 1, as padding is none
   * @throws InputException if the model's output is not a number
   */
  Candidates select(NDManager owner, NDArray logProbabilities, EndRule rule, int wanted) {
    Shape shape = logProbabilities.getShape();
    if (rule == EndRule.FORCED) {
      return onlyEnds(owner, logProbabilities);
    }
    boolean mayEnd = rule == EndRule.ALLOWED;
    NDArray adjusted =
        module.call(
            owner,
            "adjust",
            logProbabilities,
            (long) pad,
            (long) unknown,
            (long) end,
            unknownPenalty,
            mayEnd,
            Double.NEGATIVE_INFINITY);
    int vocabulary = Math.toIntExact(shape.get(1));
    int width = Math.min(wanted, vocabulary - 1);
    boolean chunked = vocabulary >= 2 * width * CHUNK;
    Candidates candidates =
        chunked ? bestOfChunks(owner, adjusted, width, vocabulary) : best(owner, adjusted, width);
    return checked(candidates);
  }

  private Candidates onlyEnds(NDManager owner, NDArray logProbabilities) {
    NDArray ends = module.call(owner, "ends", logProbabilities, (long) end);
    int[] tokens = new int[Math.toIntExact(ends.size())];
    Arrays.fill(tokens, end);
    return checked(new Candidates(1, tokens, ends.toFloatArray()));
  }

  private Candidates best(NDManager owner, NDArray adjusted, int width) {
    NDArray[] best = module.callAll(owner, "best", adjusted, (long) width);
    long[] tokens = best[1].toLongArray();
    return new Candidates(
        width, Arrays.stream(tokens).mapToInt(Math::toIntExact).toArray(), best[0].toFloatArray());
  }

  private Candidates bestOfChunks(NDManager owner, NDArray adjusted, int width, int vocabulary) {
    NDArray[] best = module.callAll(owner, "best_of_chunks", adjusted, (long) width, (long) CHUNK);
    long[] places = best[1].toLongArray();
    long[] chunks = best[2].toLongArray();
    int whole = vocabulary / CHUNK * CHUNK;
    int kept = width * CHUNK;
    int[] tokens = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      int place = (int) places[i];
      int row = i / width;
      tokens[i] =
          place < kept
              ? (int) chunks[row * width + place / CHUNK] * CHUNK + place % CHUNK
              : whole + place - kept;
    }
    return new Candidates(width, tokens, best[0].toFloatArray());
  }

  private static Candidates checked(Candidates candidates) {
    for (float value : candidates.logProbabilities()) {
      if (Float.isNaN(value)) {
        throw new InputException(
            "the model's probabilities are not numbers (NaN): its training has probably diverged;"
                + " use an earlier checkpoint, or train with a lower --lr or more"
                + " --warmup-updates");
      }
    }
    return candidates;
  }

  @Override
  public void close() {
    module.close();
  }
}
