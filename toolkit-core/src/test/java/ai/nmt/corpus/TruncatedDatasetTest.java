package ai.nmt.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TruncatedDatasetTest {
  private static final TokenDataset WHOLE =
      new MemoryDataset(List.of(new int[] {5, 6, 7, 8, 2}, new int[] {5, 6, 2}, new int[] {2}));

  @Test
  void longSentencesKeepTheirBeginningAndTheirEnd() {
    TokenDataset cut = new TruncatedDataset(WHOLE, 3);
    assertThat(cut.size()).isEqualTo(3);
    assertThat(cut.get(0)).containsExactly(5, 6, 2);
    assertThat(cut.get(1)).containsExactly(5, 6, 2);
    assertThat(cut.get(2)).containsExactly(2);
    assertThat(cut.length(0)).isEqualTo(3);
    assertThat(cut.length(2)).isEqualTo(1);
    assertThat(new TruncatedDataset(WHOLE, 1).get(0)).containsExactly(2);
  }
}
