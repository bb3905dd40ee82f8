package ai.nmt.run.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.io.LineEnds;
import ai.nmt.io.Utf8Lines;
import ai.nmt.run.translation.InteractiveConfig.OnError;
import ai.nmt.search.Hypothesis;
import ai.nmt.translate.Translation;
import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.DictionaryBuilder;
import ai.nmt.vocab.DictionaryLimits;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences of at most three letters, which a "model" that copies translates. */
class InteractiveTranslationTest {
  private static final int POSITIONS = 4;

  private final List<Translation> printed = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();

  private static Dictionary letters() {
    DictionaryBuilder builder = new DictionaryBuilder();
    "abcd".chars().forEach(letter -> builder.add(Character.toString(letter), 1));
    return builder.build(DictionaryLimits.defaults());
  }

  private InteractiveReport translate(
      String text, int buffer, OnError onError, boolean skipTooLong) {
    Utf8Lines lines =
        Utf8Lines.of(
            new ByteArrayInputStream(text.getBytes(UTF_8)), "the text", LineEnds.LINE_FEED);
    SentenceReader reader =
        new SentenceReader(
            lines, line -> line, letters(), new SentenceReader.Limits(0, POSITIONS, 0));
    return new InteractiveTranslation(
            "the text", new InteractiveConfig(buffer, 0, onError), skipTooLong)
        .run(reader, this::copies, printed::addAll);
  }

  /** As from a search: numbered from 0, the last sentence first. */
  private List<Translation> copies(List<int[]> sentences) {
    batches.add(sentences.size());
    List<Translation> results = new ArrayList<>();
    for (int i = sentences.size() - 1; i >= 0; i--) {
      int[] tokens = sentences.get(i);
      Hypothesis copy = new Hypothesis(tokens, new float[tokens.length], 0);
      results.add(new Translation(i, tokens, new int[0], List.of(copy)));
    }
    return results;
  }

  private List<Long> ids() {
    return printed.stream().map(Translation::id).toList();
  }

  @Test
  void everyLineHasATranslationInItsPlace() {
    for (int buffer : List.of(1, 2, 3, 4, 9)) {
      printed.clear();
      InteractiveReport report =
          translate("a b c\na b c d\nb\n\na b c d\nd", buffer, OnError.EMPTY, false);
      assertThat(report).isEqualTo(new InteractiveReport(4, 2));
      assertThat(ids()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
      for (int id : List.of(1, 4)) {
        Hypothesis empty = printed.get(id).hypotheses().get(0);
        assertThat(empty.tokens()).isEmpty();
        assertThat(empty.score()).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(printed.get(id).source()).hasSize(5);
      }
      assertThat(printed.get(5).hypotheses().get(0).tokens()).isEqualTo(letters().encode("d"));
    }
  }

  @Test
  void linesThatAreLeftOutKeepTheNumbersOfTheOthers() {
    String text = "a\na b c d\nb\n";
    assertThat(translate(text, 3, OnError.SKIP, false)).isEqualTo(new InteractiveReport(2, 1));
    assertThat(ids()).containsExactly(0L, 2L);
    assertThat(translate(text, 3, OnError.FAIL, true)).isEqualTo(new InteractiveReport(2, 1));
    assertThat(ids()).containsExactly(0L, 2L, 0L, 2L);
  }

  @Test
  void theLinesBeforeAnErrorAreTranslated() {
    assertThatThrownBy(() -> translate("a\nb\na b c d\nc\n", 9, OnError.FAIL, false))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "the text, line number 2 (counted from 0, as in S-2) cannot be translated: it has 5"
                + " tokens, </s> included, the model takes at most 4 (--max-source-positions);"
                + " correct the line, or go on without it by --on-error empty|skip");
    assertThat(ids()).containsExactly(0L, 1L);
  }

  @Test
  void nothingIsTranslatedWhereNoLineCanBe() {
    assertThat(translate("a b c d\n", 1, OnError.EMPTY, false))
        .isEqualTo(new InteractiveReport(0, 1));
    assertThat(translate("", 1, OnError.EMPTY, false)).isEqualTo(new InteractiveReport(0, 0));
    assertThat(batches).isEmpty();
  }

  @Test
  void reportsCount() {
    assertThat(new InteractiveReport(8, 1))
        .hasToString("Translated 8 lines; 1 could not be translated.");
    assertThat(new InteractiveReport(1, 0)).hasToString("Translated 1 line.");
    assertThat(new InteractiveReport(0, 0)).hasToString("Translated 0 lines.");
  }
}
