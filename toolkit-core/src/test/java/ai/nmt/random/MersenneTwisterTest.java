package ai.nmt.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MersenneTwisterTest {
  /** The first and the 10,000th output for seed 5489, as the generator's authors publish them. */
  @Test
  void outputsAreThoseOfTheReference() {
    MersenneTwister random = new MersenneTwister(5489);
    assertThat(Integer.toUnsignedLong(random.nextInt())).isEqualTo(3499211612L);
    for (int i = 2; i < 10_000; i++) {
      random.nextInt();
    }
    assertThat(Integer.toUnsignedLong(random.nextInt())).isEqualTo(4123659995L);
  }

  /** {@code numpy.random.seed(0); numpy.random.permutation(10)}. */
  @Test
  void permutationIsNumpys() {
    assertThat(new MersenneTwister(0).permutation(10))
        .containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
  }

  @Test
  void permutationOfNothingAndOfOne() {
    assertThat(new MersenneTwister(1).permutation(0)).isEmpty();
    assertThat(new MersenneTwister(1).permutation(1)).containsExactly(0);
  }

  @Test
  void seedsBeyond32BitsDiffer() {
    assertThat(new MersenneTwister(1L << 32).permutation(50))
        .isNotEqualTo(new MersenneTwister(0).permutation(50));
  }
}
