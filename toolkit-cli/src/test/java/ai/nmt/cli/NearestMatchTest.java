package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearestMatchTest {
  @Test
  void swappedLettersAreOneEdit() {
    assertThat(NearestMatch.distance("admin", "amdin")).isEqualTo(1);
    assertThat(NearestMatch.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestMatch.distance("", "abc")).isEqualTo(3);
  }

  @Test
  void theNearestCandidateIsFound() {
    assertThat(NearestMatch.of("--max-tokns", Stream.of("--max-tokens", "--max-epoch")))
        .contains("--max-tokens");
  }

  @Test
  void aBeginningIsEnough() {
    assertThat(NearestMatch.of("--share-all", Stream.of("--share-all-embeddings", "--shards")))
        .contains("--share-all-embeddings");
  }

  @Test
  void nothingSimilarMeansNoSuggestion() {
    assertThat(NearestMatch.of("xyzzy", Stream.of("train", "generate"))).isEmpty();
    assertThat(NearestMatch.of("--qq", Stream.of("--fa", "--lr", "-s"))).isEmpty();
    assertThat(NearestMatch.of("--wandb-project", Stream.of("--warmup-init", "--no-progress-bar")))
        .isEmpty();
  }
}
