package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.search.LengthLimits;
import ai.nmt.search.LengthPenalty;
import ai.nmt.search.SearchOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationArgumentsTest {
  @Test
  void fairseqsExampleIsUnderstood() {
    assertThat(
            EvaluationArguments.search(
                "{\"beam\": 4, \"max_len_a\": 1.2, \"max_len_b\": 10, \"lenpen\": 0.6}"))
        .isEqualTo(new SearchOptions(4, new LengthLimits(1, 1.2, 10), new LengthPenalty(0.6), 0));
    assertThat(EvaluationArguments.search("{}")).isEqualTo(SearchOptions.defaults());
    assertThat(EvaluationArguments.search("{\"unnormalized\": true}").penalty())
        .isEqualTo(LengthPenalty.none());
    assertThat(EvaluationArguments.detokenizerLanguage("{\"target_lang\": \"de\"}"))
        .isEqualTo("de");
    assertThat(EvaluationArguments.detokenizerLanguage("{}")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "[1]", "{", "{\"sampling\": true}", "{\"beam\": \"many\"}"})
  void anythingElseIsAMistake(String json) {
    assertThatThrownBy(() -> EvaluationArguments.search(json))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--eval-bleu-args");
  }

  @Test
  void valuesOutOfRangeAreMistakes() {
    assertThatThrownBy(() -> EvaluationArguments.search("{\"beam\": 0}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--beam");
  }
}
