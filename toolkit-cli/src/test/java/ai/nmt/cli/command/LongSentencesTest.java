package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import org.junit.jupiter.api.Test;

/** Sentences that are longer than a batch or than the model has positions for. */
class LongSentencesTest extends FaultyTrainings {
  private CliRunner.Result trainOnce(String... more) {
    String[] arguments = new String[more.length + 2];
    System.arraycopy(more, 0, arguments, 0, more.length);
    arguments[more.length] = "--max-update";
    arguments[more.length + 1] = "1";
    return train(folder.resolve("ck"), arguments);
  }

  /** One message, before anything is trained. */
  private static void assertRefused(CliRunner.Result refused, String... message) {
    assertFailed(refused, ExitCode.WRONG_USE, message);
    assertThat(refused.err()).doesNotContain("num_updates=");
  }

  /** The sentences have 3 to 9 tokens. */
  @Test
  void aTrainingSentenceLongerThanABatchIsRefused() {
    CliRunner.Result refused = trainOnce("--max-tokens", "8");
    assertRefused(
        refused,
        data.resolve("train") + ": ",
        "sentence pairs are too long: numbers ",
        "--max-tokens 8 cannot hold even one of them, the longest has 9 tokens",
        "Raise --max-tokens",
        "--max-source-positions");
  }

  @Test
  void aTrainingSentenceLongerThanTheModelIsLeftOutAndCounted() {
    CliRunner.Result trained =
        trainOnce("--max-source-positions", "8", "--skip-invalid-size-inputs-valid-test");
    assertDone(trained);
    assertThat(trained.err())
        .containsPattern("WARN .* \\d+ sentence pairs are too long: numbers .* and left out")
        .contains("at most 8 source and 1024 target tokens are allowed");
  }

  @Test
  void aValidationSentenceLongerThanABatchIsRefused() {
    CliRunner.Result refused = trainOnce("--max-tokens-valid", "8");
    assertRefused(refused, data.resolve("valid") + ": ", "too long: number", "--max-tokens-valid");
  }

  @Test
  void aValidationSentenceLongerThanTheModelIsRefusedUnlessItMayBeLeftOut() {
    CliRunner.Result refused = trainOnce("--max-target-positions", "7");
    assertRefused(
        refused,
        data.resolve("valid") + ": 3 sentence pairs are too long: numbers ",
        "expected at most 1024 source and 7 target tokens",
        "--skip-invalid-size-inputs-valid-test");

    CliRunner.Result skipped =
        trainOnce("--max-target-positions", "7", "--skip-invalid-size-inputs-valid-test");
    assertDone(skipped);
    assertThat(skipped.err())
        .contains("3 sentence pairs are too long: numbers ", "and left out", "7 target tokens")
        .contains("valid on 'valid' subset");
  }
}
