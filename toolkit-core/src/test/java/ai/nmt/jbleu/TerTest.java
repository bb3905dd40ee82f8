package ai.nmt.jbleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked examples of TER, and what chrF and resampling refuse. */
class TerTest {
  private static final Ter DEFAULT = new Ter(TerConfig.defaults());

  /** One shift of "d e" to the front, and no more: 1 edit of 5 words. */
  @Test
  void shiftIsOneEdit() {
    TerScore score = DEFAULT.sentenceScore("a b c d e", List.of("d e a b c"));
    assertThat(score.edits()).isEqualTo(1);
    assertThat(score.score()).isCloseTo(20, within(1e-9));
  }

  /** An insertion, a substitution and a deletion. */
  @Test
  void editsAreCounted() {
    assertThat(DEFAULT.sentenceScore("a b d", List.of("a b c d")).edits()).isEqualTo(1);
    assertThat(DEFAULT.sentenceScore("a x c", List.of("a b c")).edits()).isEqualTo(1);
    assertThat(DEFAULT.sentenceScore("a b c", List.of("a c")).edits()).isEqualTo(1);
  }

  /** The fewest edits of any reference, over the references' mean length. */
  @Test
  void referencesShareTheirLength() {
    TerScore score = DEFAULT.sentenceScore("a b", List.of("a b c d", "a c"));
    assertThat(score.edits()).isEqualTo(1);
    assertThat(score.referenceLength()).isEqualTo(3);
  }

  @Test
  void nothingIsFarFromSomething() {
    assertThat(DEFAULT.sentenceScore("", List.of("a b")).score()).isEqualTo(100);
    Ter bare = new Ter(new TerConfig(false, true, false, false));
    assertThat(bare.sentenceScore("a b", List.of("...")).score()).isEqualTo(100);
    assertThat(bare.sentenceScore("!", List.of("...")).score()).isZero();
  }

  @Test
  void chrfOfNothingIsZero() {
    Chrf chrf = new Chrf(ChrfConfig.defaults());
    assertThat(chrf.sentenceScore("", List.of("a")).score()).isZero();
    assertThat(chrf.sentenceScore("a", List.of("a")).score()).isCloseTo(100, within(1e-9));
    assertThat(new Chrf(ChrfConfig.plusPlus()).name()).isEqualTo("chrF2++");
  }

  @Test
  void impossibleConfigurationsAreRefused() {
    assertThatThrownBy(() -> new ChrfConfig(0, 0, 2, false, false, false))
        .hasMessage("--chrf-char-order must be at least 1, but is 0");
    assertThatThrownBy(() -> new ChrfConfig(6, -1, 2, false, false, false))
        .hasMessage("--chrf-word-order must be at least 0, but is -1");
    assertThatThrownBy(() -> new ChrfConfig(6, 0, -2, false, false, false))
        .hasMessage("--chrf-beta must be at least 0, but is -2");
    assertThatThrownBy(() -> new Bootstrap(0, 1)).hasMessageContaining("at least 1, but is 0");
    assertThatThrownBy(() -> new PairedTest.ApproximateRandomization(1, -1))
        .hasMessageContaining("at least 0, but is -1");
  }

  @Test
  void signaturesHaveALongAndAShortForm() {
    Signature signature =
        DEFAULT.signature(List.of(List.of("a"))).withResampling("bs", 10, 1).withVersion("9");
    assertThat(signature)
        .hasToString(
            "nrefs:1|bs:10|seed:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:9");
    assertThat(signature.toShortString())
        .isEqualTo("#:1|bs:10|rs:1|c:lc|t:tercom|nr:no|pn:yes|as:no|v:9");
  }
}
