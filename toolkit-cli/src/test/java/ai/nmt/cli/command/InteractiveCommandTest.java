package ai.nmt.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.GoldenData;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lines of a stream may look like, and what becomes of those that are no sentence. */
class InteractiveCommandTest {
  private static final String LONG = "a ".repeat(40) + "b";

  @TempDir private static Path folder;

  private static Path data;
  private static Path raw;

  @BeforeAll
  static void train() throws IOException {
    data = folder.resolve("data");
    CopyCorpus.write(data, 20, 4, 1);
    raw = folder.resolve("raw");
    Files.writeString(folder.resolve("t.xx"), "a b c\nd e\n");
    Files.writeString(folder.resolve("t.yy"), "a b c\nd e\n");
    CliRunner.Result preprocessed =
        CliRunner.run(
            ("preprocess -s xx -t yy --lowercase --joined-dictionary --trainpref %s --validpref %s"
                    + " --destdir %s")
                .formatted(folder.resolve("t"), folder.resolve("t"), raw)
                .split(" ", -1));
    assertThat(preprocessed.exitCode()).as(preprocessed.err()).isEqualTo(ExitCode.DONE);
    train(data, "ck");
    train(raw, "raw-ck");
  }

  /** Knows sentences of at most 32 tokens. */
  private static void train(Path from, String name) {
    CliRunner.Result result =
        CliRunner.run(
            TrainCommandTest.arguments(
                    from,
                    folder.resolve(name),
                    "--max-update",
                    "1",
                    "--max-source-positions",
                    "32",
                    "--max-target-positions",
                    "32")
                .toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
  }

  private static List<String> arguments(Path from, String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "interactive",
                from.toString(),
                "--path",
                folder.resolve(name).resolve(CheckpointNames.LAST).toString()));
    arguments.addAll(List.of("--beam", "2", "--max-len-b", "5", "--workers", "1"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static CliRunner.Result interactive(String input, String... more) {
    return CliRunner.runWithInput(input, arguments(data, "ck", more).toArray(String[]::new));
  }

  private static CliRunner.Result ofFile(byte[] content, String... more) throws IOException {
    Path file = Files.write(folder.resolve("input.txt"), content);
    List<String> arguments = arguments(data, "ck", more);
    arguments.addAll(List.of("--input", file.toString()));
    return CliRunner.run(arguments.toArray(String[]::new));
  }

  private static List<String> lines(CliRunner.Result result, String kind) {
    return result.lines().stream().filter(line -> line.startsWith(kind)).toList();
  }

  private static void assertSources(CliRunner.Result result, String... sources) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(lines(result, "S-")).containsExactly(sources);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3"})
  void aTooLongLineHasAnEmptyTranslation(String buffer) {
    CliRunner.Result result =
        interactive("a\nb\nc\n" + LONG + "\nd\n", "--buffer-size", buffer, "--nbest", "2");
    assertSources(result, "S-0\ta", "S-1\tb", "S-2\tc", "S-3\t" + LONG, "S-4\td");
    assertThat(result.lines().stream().filter(line -> line.substring(1).startsWith("-3")))
        .containsExactly("S-3\t" + LONG, "H-3\t-inf\t", "D-3\t-inf\t", "P-3\t");
    assertThat(result.err())
        .contains(
            "standard input, line number 3 (counted from 0, as in S-3) cannot be translated: it has"
                + " 42 tokens, </s> included, the model takes at most 32 (--max-source-positions);"
                + " its translation is empty");
  }

  @Test
  void linesOfMoreTokensThanABatchAreToldAsWell() {
    CliRunner.Result result = interactive("a\nb c d e f\n", "--max-tokens", "4");
    assertSources(result, "S-0\ta", "S-1\tb c d e f");
    assertThat(result.err())
        .contains(
            "line number 1 (counted from 0, as in S-1) cannot be translated: it has 6 tokens, </s>"
                + " included, a batch at most 4 (--max-tokens); its translation is empty");
  }

  @Test
  void tooLongLinesAreLeftOut() {
    String input = "a\n" + LONG + "\nd\n";
    for (String flag : List.of("--skip-invalid-size-inputs-valid-test", "--on-error=skip")) {
      CliRunner.Result result = interactive(input, "--buffer-size", "3", flag);
      assertSources(result, "S-0\ta", "S-2\td");
      assertThat(result.err())
          .contains(
              "line number 1 (counted from 0, as in S-1)",
              "(--max-source-positions); it is left out");
    }
  }

  @Test
  void aTooLongLineCanEndTheStream() {
    CliRunner.Result result =
        interactive("a\nb\n" + LONG + "\nd\n", "--buffer-size", "5", "--on-error", "fail");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(lines(result, "S-")).containsExactly("S-0\ta", "S-1\tb");
    assertThat(result.err())
        .contains(
            "nmt interactive: standard input, line number 2 (counted from 0, as in S-2) cannot be"
                + " translated: it has 42 tokens, </s> included, the model takes at most 32"
                + " (--max-source-positions); correct the line, or go on without it by --on-error"
                + " empty|skip")
        .doesNotContain("\tat ");
  }

  @Test
  void linesAreLimitedInCharacters() {
    CliRunner.Result result = interactive("a b c\na 😀 b\na b c d\n", "--max-line-length", "5");
    assertSources(result, "S-0\ta b c", "S-1\ta <unk> b", "S-2\t");
    assertThat(result.err())
        .contains(
            "line number 2 (counted from 0, as in S-2) cannot be translated: it has 7 characters,"
                + " at most 5 are allowed (--max-line-length); its translation is empty");
    CliRunner.Result wrong = interactive("a\n", "--max-line-length", "-1");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(wrong.err())
        .contains("--max-line-length is -1; expected a number of characters, or 0");
  }

  @Test
  void aLineThatIsNotUtf8DoesNotEndTheStream() throws IOException {
    byte[] text = "a b\nd\u00e9 f\n\u00e9".getBytes(ISO_8859_1);
    CliRunner.Result result = ofFile(text, "--buffer-size", "2");
    assertSources(result, "S-0\ta b", "S-1\t", "S-2\t");
    assertThat(lines(result, "D-1")).containsExactly("D-1\t-inf\t");
    assertThat(result.err())
        .contains(
            "input.txt, line number 1 (counted from 0, as in S-1) cannot be translated: it is not"
                + " valid UTF-8; iconv -t UTF-8 converts other texts; its translation is empty");
    CliRunner.Result ended = ofFile(text, "--on-error", "fail");
    assertThat(ended.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(lines(ended, "S-")).containsExactly("S-0\ta b");
  }

  @Test
  void emptyLinesAndALastLineWithoutEndAreSentences() {
    CliRunner.Result result = interactive("\n   \n\u3000\na b", "--buffer-size", "4");
    assertSources(result, "S-0\t", "S-1\t", "S-2\t", "S-3\ta b");
    assertThat(lines(result, "H-")).hasSize(4).noneMatch(line -> line.contains("inf"));
    assertSources(interactive(""));
  }

  /** As preprocess counts the lines of raw text. */
  @Test
  void aCarriageReturnEndsNoLineOfRawText() {
    CliRunner.Result result =
        CliRunner.runWithInput("a b\rd e\nc\r\n", arguments(raw, "raw-ck").toArray(String[]::new));
    assertSources(result, "S-0\ta b d e", "S-1\tc");
  }

  /** Python's universal line ends, as in fairseq-interactive. */
  @Test
  void aCarriageReturnEndsALineOfPreparedText() {
    assertSources(interactive("a b\rd e\nc\r\n"), "S-0\ta b", "S-1\td e", "S-2\tc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--buffer-size 3", "--skip-invalid-size-inputs-valid-test"})
  void aModelOfFairseqTellsTheLineOfTheInput(String flags) {
    Path golden = GoldenData.golden("fairseq/databin-joined");
    Path model = GoldenData.golden("fairseq/models/postln/trained.pt");
    List<String> arguments =
        new ArrayList<>(
            List.of("interactive", golden.toString(), "--path", model.toString(), "--beam", "1"));
    if (!flags.isEmpty()) {
      arguments.addAll(List.of(flags.split(" ", -1)));
    }
    String input = "a man .\n".repeat(7) + "a ".repeat(1500) + "\na dog .\n";
    CliRunner.Result result = CliRunner.runWithInput(input, arguments.toArray(String[]::new));
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(lines(result, "S-8")).containsExactly("S-8\ta dog .");
    assertThat(result.err())
        .contains(
            "line number 7 (counted from 0, as in S-7) cannot be translated: it has 1,501 tokens");
  }

  @Test
  void theWayOfALineIsTypedInSmallLetters() {
    CliRunner.Result result = interactive("a\n", "--on-error", "ignore");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err()).contains("--on-error", "empty", "skip", "fail");
    assertThat(result.err()).doesNotContain("\tat ");
  }
}
