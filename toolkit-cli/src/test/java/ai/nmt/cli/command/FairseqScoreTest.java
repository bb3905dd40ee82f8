package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.GoldenData;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import ai.nmt.io.Utf8Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code nmt score --sys --ref}: fairseq-score's words and figures. */
class FairseqScoreTest {
  @TempDir private Path folder;
  private String system;
  private String reference;

  @BeforeEach
  void writeTexts() throws IOException {
    system = write("sys", "the cat sat on the mat .\nA b c d\n");
    reference = write("ref", "the cat sat on a mat .\na b c d e\n");
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void wordsAreComparedAsTheyAre() {
    // 9 of 11 words, 6 of 9 pairs, 3 of 7 triples, 1 of 5 quadruples.
    String line =
        "BLEU4 = 42.46, 81.8/66.7/42.9/20.0 (BP=0.913, ratio=0.917, syslen=11, reflen=12)";
    assertThat(score("--sys", system, "--ref", reference).lines()).containsExactly(line);
    assertThat(score("-s", system, "-r", reference).lines()).containsExactly(line);
    assertThat(score("--ref=" + reference, "--sys=" + system).lines()).containsExactly(line);
  }

  @Test
  void standardInputIsTheSystemUnlessNamed() throws IOException {
    String text = Files.readString(Path.of(system));
    List<String> expected = score("--sys", system, "--ref", reference).lines();
    assertThat(CliRunner.runWithInput(text, "score", "--ref", reference).lines())
        .isEqualTo(expected);
    assertThat(CliRunner.runWithInput(text, "score", "-s", "-", "-r", reference).lines())
        .isEqualTo(expected);
  }

  @Test
  void casesOrdersAndSentences() {
    assertThat(score("-s", system, "-r", reference, "--ignore-case").out())
        .startsWith("BLEU4 = 57.89, 90.9/77.8/57.1/40.0 ");
    assertThat(score("-s", system, "-r", reference, "-o", "2").out())
        .isEqualTo("BLEU2 = 67.44, 81.8/66.7 (BP=0.913, ratio=0.917, syslen=11, reflen=12)\n");
    // The second line has 3 of 4 words; pairs 2 + 1 of 3 + 1, triples 1 + 1 of 2 + 1, 0 + 1 of 1 +
    // 1.
    assertThat(score("-s", system, "-r", reference, "--sentence-bleu").lines())
        .containsExactly(
            "0 BLEU4 = 59.15, 85.7/71.4/50.0/40.0 (BP=1.000, ratio=1.000, syslen=7, reflen=7)",
            "1 BLEU4 = 51.25, 75.0/75.0/66.7/50.0 (BP=0.779, ratio=0.800, syslen=4, reflen=5)");
  }

  @Test
  void sacrebleuIsThatOfTheOtherFlags() {
    assertThat(score("--sys", system, "--ref", reference, "--sacrebleu").out())
        .isEqualTo(score(reference, "-i", system).out());
  }

  @Test
  void mistakesAreExplained() {
    assertError(
        "fairseq-score's --sys HYP and --ref REF go together, without REF or -i beside them",
        "--sys",
        system);
    assertError("go together", "--ref", reference, reference);
    assertError("--order must be from 1 to 4, but is 5", "-s", system, "-r", reference, "-o", "5");
    assertThat(CliRunner.run("score", reference, "-i", system, "--ignore-case").err())
        .contains("--ignore-case has no effect without --ref");
    assertError("'" + system + "' is not a value of -s;", "-s", system, reference);
  }

  private void assertError(String message, String... arguments) {
    CliRunner.Result result = score(arguments);
    assertThat(result.err()).contains(message);
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }

  private static CliRunner.Result score(String... arguments) {
    List<String> words = new ArrayList<>(List.of("score"));
    words.addAll(List.of(arguments));
    return CliRunner.run(words.toArray(String[]::new));
  }

  @TestFactory
  Stream<DynamicTest> scoresAreThoseOfFairseqGenerate() throws IOException {
    List<Path> outputs;
    try (Stream<Path> files = Files.list(GoldenData.golden("fairseq/generate"))) {
      outputs = files.filter(file -> file.toString().endsWith(".out")).sorted().toList();
    }
    assertThat(outputs).hasSize(45);
    return outputs.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  /** As in fairseq's README: the T- and H- lines are cut out of what generate printed. */
  private void check(Path output) throws IOException {
    List<String> lines = Utf8Lines.read(output);
    Map<String, String> references = new HashMap<>();
    StringBuilder hypotheses = new StringBuilder();
    StringBuilder inOrder = new StringBuilder();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      String number = fields[0].substring(fields[0].indexOf('-') + 1);
      if (fields[0].startsWith("T-")) {
        references.put(number, fields[1]);
      } else if (fields[0].startsWith("H-") && references.containsKey(number)) {
        hypotheses.append(fields[2]).append('\n');
        inOrder.append(references.remove(number)).append('\n');
      }
    }
    String line =
        score("--sys", write("h", hypotheses.toString()), "--ref", write("t", inOrder.toString()))
            .out()
            .strip();
    assertThat(lines.get(lines.size() - 1)).endsWith(": " + line);
  }
}
