package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.GoldenData;
import ai.nmt.cli.CliRunner;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
  @TempDir private Path folder;
  private String hypotheses;
  private String references;

  @BeforeEach
  void writeTexts() {
    hypotheses = write("hyp", "the cat sat on the mat\n", "a b c d e\n");
    references = write("ref", "the cat sat on the mat\n", "a b c d f\n");
  }

  @Test
  void printsJsonByDefault() {
    CliRunner.Result result = CliRunner.run("score", "-i", hypotheses, references);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(json.keySet())
        .containsExactly(
            "name",
            "score",
            "signature",
            "verbose_score",
            "nrefs",
            "case",
            "eff",
            "tok",
            "smooth",
            "version");
    assertThat(json.get("name").getAsString()).isEqualTo("BLEU");
    assertThat(json.get("score").getAsDouble()).isEqualTo(86.3);
    assertThat(json.get("signature").getAsString())
        .startsWith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:nmt-");
  }

  /** 10 of 11 words match, 8 of 9 pairs, 6 of 7, 4 of 5: 100 (10/11 8/9 6/7 4/5)^(1/4) = 86.28. */
  @Test
  void printsText() {
    CliRunner.Result result =
        CliRunner.run("score", references, "-i", hypotheses, "--format", "text", "-w", "2", "-lc");
    assertThat(result.out())
        .startsWith("BLEU|nrefs:1|case:lc|eff:no|tok:13a|smooth:exp|version:nmt-")
        .contains(
            " = 86.28 90.9/88.9/85.7/80.0 (BP = 1.000 ratio = 1.000 hyp_len = 11 ref_len = 11)");
  }

  @Test
  void readsStandardInputAndScoresSentences() {
    CliRunner.Result result =
        CliRunner.runWithInput(
            "a b\n\n", "score", "-sl", "-b", "-w", "3", write("two", "a b\n", "x\n"));
    assertThat(result.lines()).containsExactly("100.000", "0.000");
  }

  /** {@code sacrebleu ref.de ref2.de -i sys-a.de -m bleu -b -w 6 --tokenize intl}. */
  @Test
  void scoresAreSacreBleus() {
    String golden = GoldenData.golden("sacrebleu").toString();
    CliRunner.Result result =
        CliRunner.run(
            "score",
            golden + "/ref.de",
            golden + "/ref2.de",
            "-i",
            golden + "/sys-a.de",
            "-m",
            "bleu",
            "-b",
            "-w",
            "6",
            "--tokenize",
            "intl");
    assertThat(result.out().strip()).isEqualTo("67.226990");
  }

  @Test
  void smoothingIsChosenAndSigned() {
    CliRunner.Result result =
        CliRunner.run(
            "score", "-i", hypotheses, references, "-f", "text", "-s", "floor", "-sv", "0.25");
    assertThat(result.out()).contains("|smooth:floor[0.25]|");
  }

  @Test
  void tokenisedTranslationsAreWarnedOf() {
    String tokenised = write("tok", Collections.nCopies(100, "a b .\n").toArray(String[]::new));
    assertThat(CliRunner.run("score", "-i", tokenised, tokenised).err())
        .contains("100 lines end in a full stop by itself");
    assertThat(CliRunner.run("score", "-i", tokenised, tokenised, "--force").err()).isEmpty();
    assertThat(CliRunner.run("score", "-i", tokenised, tokenised, "-tok", "none").err()).isEmpty();
  }

  @Test
  void linesThatDifferInNumberAreNamed() {
    String three = write("three", "a\n", "b\n", "c\n");
    assertError(
        CliRunner.run("score", "-i", hypotheses, references, three),
        three + " has 3 lines, but " + hypotheses + " has 2;");
  }

  @Test
  void wrongUseIsExplained() {
    assertError(
        CliRunner.run("score", "-i", folder.resolve("absent").toString(), references),
        "there is no such file");
    assertError(
        CliRunner.run("score", "-i", hypotheses, references, "--tokenize", "13"),
        "'13' is not a value of --tokenize; it takes one of: 13a, intl, zh, char, none."
            + " Did you mean '13a'?");
    assertError(
        CliRunner.run("score", "-i", hypotheses, references, "-w", "-1"),
        "--width must be at least 0, but is -1");
    assertError(CliRunner.run("score", "-i", hypotheses), "REF");
    String empty = write("empty");
    assertError(CliRunner.run("score", "-i", empty, empty), "there are no hypotheses to score");
    String blank = write("blank", "a b\n", "\n");
    assertError(
        CliRunner.run("score", "-i", hypotheses, blank), "segment 2 has no reference translation");
  }

  private static void assertError(CliRunner.Result result, String message) {
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
  }

  private String write(String name, String... lines) {
    try {
      return Files.writeString(folder.resolve(name), String.join("", lines)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
