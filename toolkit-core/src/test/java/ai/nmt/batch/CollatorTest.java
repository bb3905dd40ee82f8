package ai.nmt.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.corpus.TokenDatasets;
import ai.nmt.io.InputException;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CollatorTest {
  private static final ParallelCorpus CORPUS =
      ParallelCorpus.of(
          TokenDatasets.of(List.of(new int[] {4, 2}, new int[] {5, 6, 7, 2}, new int[] {8, 2})),
          TokenDatasets.of(
              List.of(new int[] {9, 10, 2}, new int[] {11, 2}, new int[] {12, 13, 14, 2})));

  @Test
  void batchIsPaddedLongestSourceFirst() {
    Batch batch = new Collator(CORPUS).collate(0, 1, 2);
    assertThat(batch.ids()).containsExactly(1, 0, 2);
    assertThat(batch.size()).isEqualTo(3);
    assertThat(batch.sourceLength()).isEqualTo(4);
    assertThat(batch.sourceLengths()).containsExactly(4, 2, 2);
    assertThat(batch.source()).containsExactly(5, 6, 7, 2, 1, 1, 4, 2, 1, 1, 8, 2);
    assertThat(batch.targetLength()).isEqualTo(4);
    assertThat(batch.target()).containsExactly(11, 2, 1, 1, 9, 10, 2, 1, 12, 13, 14, 2);
    assertThat(batch.previousOutput()).containsExactly(2, 11, 1, 1, 2, 9, 10, 1, 2, 12, 13, 14);
    assertThat(batch.targetTokens()).isEqualTo(9);
    assertThat(batch.sourceTokens()).isEqualTo(8);
  }

  @Test
  void sidesOfPaddingCanBeChosen() {
    Batch batch = new Collator(CORPUS, new Collator.Padding(false, true)).collate(1, 0);
    assertThat(batch.source()).containsExactly(5, 6, 7, 2, 4, 2, 1, 1);
    assertThat(batch.target()).containsExactly(1, 11, 2, 9, 10, 2);
    assertThat(batch.previousOutput()).containsExactly(1, 2, 11, 2, 9, 10);
  }

  @Test
  void sourcesAloneHaveNoTarget() {
    ParallelCorpus sources = ParallelCorpus.sourceOnly(CORPUS.source());
    Batch batch = new Collator(sources).collate(2, 1);
    assertThat(batch.hasTarget()).isFalse();
    assertThat(batch.target()).isEmpty();
    assertThat(batch.targetTokens()).isEqualTo(6);
  }

  @Test
  void noSentencesMakeTheFiller() {
    assertThat(new Collator(CORPUS).collate()).isEqualTo(Batch.empty());
    assertThat(Batch.empty().isEmpty()).isTrue();
  }

  @Test
  void tooLongPairsAreNamed() {
    BatchingConfig strict = BatchingConfig.defaults().withFilter(new LengthFilter(3, 3, false));
    assertThatThrownBy(() -> PlannedBatches.of(CORPUS.withName("data/valid1"), strict))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("data/valid1: ")
        .hasMessageContaining("2 sentence pairs are too long: numbers 2, 1 (counted from 0)")
        .hasMessageContaining("at most 3 source and 3 target tokens")
        .hasMessageContaining("--skip-invalid-size-inputs-valid-test");
  }

  @Test
  void tooLongPairsAreSkippedAndCountedInAWarningThatNamesTheCorpus() {
    BatchingConfig lenient = BatchingConfig.defaults().withFilter(new LengthFilter(3, 3, true));
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(PlannedBatches.class);
    log.start();
    logger.addAppender(log);
    PlannedBatches planned = PlannedBatches.of(CORPUS.withName("data/train"), lenient);
    logger.detachAppender(log);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "data/train: 2 sentence pairs are too long: numbers 2, 1 (counted from 0) and left out;"
                + " at most 3 source and 3 target tokens are allowed (--max-source-positions,"
                + " --max-target-positions)");
    assertThat(planned.skipped()).isEqualTo(2);
    assertThat(planned.sentences()).isEqualTo(1);
    assertThat(planned.batches()).containsExactly(new int[] {0});
  }
}
