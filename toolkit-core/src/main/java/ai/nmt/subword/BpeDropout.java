package ai.nmt.subword;

import ai.nmt.io.InputException;
import ai.nmt.random.Seeds;
import ai.nmt.random.SplitMix64;
import java.util.random.RandomGenerator;

/**
 * BPE-dropout (Provilkov, Emelianenko and Voita, ACL 2020, algorithm 1): at each step of merging a
 * word, each possible merge is left out with a probability, so that a model sees a word in many
 * segmentations.
 *
 * <p>Each line has a random stream of its own, derived from the seed and the line's number, so that
 * neither threads nor other lines change its segmentation.
 *
 * @param rate probability of leaving out a merge, 0 to 1: 0 is plain segmentation, 1 leaves
 *     characters ({@code --dropout})
 * @param seed seed of all lines ({@code --seed})
 */
public record BpeDropout(double rate, long seed) {
  /** Checks the probability. */
  public BpeDropout {
    if (!(rate >= 0 && rate <= 1)) {
      throw new InputException(
          "--dropout is " + rate + "; expected a probability from 0 to 1, such as 0.1");
    }
  }

  /**
   * subword-nmt's default.
   *
   * @return no dropout; seed 1
   */
  public static BpeDropout defaults() {
    return new BpeDropout(0, 1);
  }

  RandomGenerator random(long line) {
    return new SplitMix64(Seeds.derive(seed, "bpe-dropout", line));
  }
}
