package ai.nmt.cli.command;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From raw text to a model that takes and gives plain text, with no flags but the first ones. */
class PlainTextTest {
  private static final String RULES = "text-rules.json";
  private static final String INPUT = "Hello, \"four\" dogs!\nOne dog's well-known house.\n";

  @TempDir private static Path folder;

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  @BeforeAll
  static void train() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.append("Hello, \"").append(i % 2 == 0 ? "four" : "one").append("\" dogs!\n");
      text.append("One dog's well-known house (no. ").append(i % 7).append(").\n");
    }
    for (String name : List.of("raw.en", "raw.de")) {
      Files.writeString(folder.resolve(name), text);
    }
    String tokens = run(text.toString(), "tokenize", "-a").out();
    Files.writeString(folder.resolve("codes"), run(tokens, "learn-bpe", "-s", "30").out());
    assertDone(
        preprocess("data", "--tokenizer", "moses", "--bpe", "subword_nmt", "--bpe-codes", "codes"));
    assertDone(train("ck", "--max-update", "12"));
  }

  private static CliRunner.Result preprocess(String destination, String... more) {
    List<String> arguments = new ArrayList<>(List.of("preprocess", "-s", "en", "-t", "de"));
    for (String flag : List.of("--trainpref", "--validpref", "--testpref")) {
      arguments.addAll(List.of(flag, at("raw")));
    }
    arguments.addAll(List.of("--joined-dictionary", "--destdir", at(destination)));
    for (String argument : more) {
      arguments.add(argument.equals("codes") ? at("codes") : argument);
    }
    return CliRunner.run(arguments.toArray(String[]::new));
  }

  private static CliRunner.Result train(String directory, String... more) {
    return CliRunner.run(
        TrainCommandTest.arguments(folder.resolve("data"), folder.resolve(directory), more)
            .toArray(String[]::new));
  }

  private static CliRunner.Result run(String input, String... command) {
    CliRunner.Result result = CliRunner.runWithInput(input, command);
    assertDone(result);
    return result;
  }

  private static void assertDone(CliRunner.Result result) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
  }

  private static CliRunner.Result interactive(String input, String data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("interactive", at(data), "--path", at("ck/" + CheckpointNames.LAST)));
    arguments.addAll(List.of("--beam", "2", "--max-len-b", "20", "--workers", "1"));
    arguments.addAll(List.of(more));
    return CliRunner.runWithInput(input, arguments.toArray(String[]::new));
  }

  private static List<String> texts(CliRunner.Result result, String kind) {
    assertDone(result);
    return result.lines().stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(line.lastIndexOf('\t') + 1))
        .toList();
  }

  private static List<String> lines(CliRunner.Result result, String... kinds) {
    assertDone(result);
    return result.lines().stream().filter(line -> List.of(kinds).contains(kind(line))).toList();
  }

  private static String kind(String line) {
    return line.substring(0, 1);
  }

  private static String prepared() {
    return run(run(INPUT, "tokenize", "-a").out(), "apply-bpe", "-c", at("codes")).out();
  }

  private static List<String> plain(List<String> hypotheses) {
    return hypotheses.stream()
        .map(line -> (line + " ").replace("@@ ", "").stripTrailing())
        .map(line -> run(line + "\n", "detokenize", "-l", "de").out().stripTrailing())
        .toList();
  }

  @Test
  void interactiveTakesAndGivesPlainText() {
    CliRunner.Result result = interactive(INPUT, "data");
    assertThat(texts(result, "S-")).containsExactlyElementsOf(prepared().lines().toList());
    assertThat(texts(result, "D-")).isEqualTo(plain(texts(result, "H-")));
    assertThat(texts(result, "D-")).isNotEqualTo(texts(result, "H-"));
    assertThat(String.join("", texts(result, "D-"))).doesNotContain("@@", "&quot;", "&apos;");
  }

  @Test
  void generateGivesPlainTextAndFairseqsTokens() throws IOException {
    CliRunner.Result result =
        CliRunner.run(
            "generate",
            at("data"),
            "--path",
            at("ck/" + CheckpointNames.LAST),
            "--beam",
            "1",
            "--max-len-b",
            "12",
            "--remove-bpe");
    assertDone(result);
    assertThat(result.out()).contains("| Generate test with beam=1: BLEU4 = ");
    List<String> hypotheses = texts(result, "H-");
    assertThat(hypotheses).hasSize(24);
    assertThat(texts(result, "D-").subList(0, 5)).isEqualTo(plain(hypotheses.subList(0, 5)));
    assertThat(result.lines().get(result.lines().size() - 2))
        .isEqualTo(
            "| Generate test with beam=1: BLEU of plain text = %s, references from the binarised"
                + " data",
            plainTextBleu(result));
  }

  /** sacreBLEU's score of the D lines against the detokenised T lines. */
  private static String plainTextBleu(CliRunner.Result generated) throws IOException {
    Path references = folder.resolve("references");
    String words = String.join("\n", texts(generated, "T-")) + "\n";
    Files.writeString(references, run(words, "detokenize", "-q", "-l", "de").out());
    String hypotheses = String.join("\n", texts(generated, "D-")) + "\n";
    String score =
        run(hypotheses, "score", "-f", "text", "-w", "2", references.toString()).out().strip();
    return score.substring(score.indexOf(" = ") + 3);
  }

  /** The model's file is needed once: to preprocess. */
  @Test
  void piecesTravelWithTheDataAndTheModel() throws IOException {
    Path model = folder.resolve("spm.model");
    try (InputStream stream =
        PlainTextTest.class.getResourceAsStream("/ai/nmt/sentencepiece/bytes.model")) {
      Files.write(model, stream.readAllBytes());
    }
    String[] flags = {"--bpe", "sentencepiece", "--sentencepiece-model", model.toString()};
    assertDone(preprocess("pieces", flags));
    List<String> arguments =
        TrainCommandTest.arguments(
            folder.resolve("pieces"), folder.resolve("pieces-ck"), "--max-update", "2");
    assertDone(CliRunner.run(arguments.toArray(String[]::new)));
    String encoded = run(INPUT, "spm-encode", "--model", model.toString()).out();
    Path moved = Files.move(model, folder.resolve("moved.model"));
    Path bare = Files.createDirectories(folder.resolve("bare-pieces"));
    for (String name : List.of("dict.en.txt", "dict.de.txt")) {
      Files.copy(folder.resolve("pieces").resolve(name), bare.resolve(name));
    }
    String checkpoint = at("pieces-ck/" + CheckpointNames.LAST);
    CliRunner.Result result =
        CliRunner.runWithInput(
            INPUT, "interactive", bare.toString(), "--path", checkpoint, "--max-len-b", "20");
    assertThat(texts(result, "S-")).isEqualTo(encoded.lines().toList());
    assertThat(texts(result, "D-")).isEqualTo(decoded(texts(result, "H-"), moved));
    CliRunner.Result generated =
        CliRunner.run(
            "generate", at("pieces"), "--path", checkpoint, "--beam", "1", "--max-len-b", "12");
    assertThat(texts(generated, "D-")).isEqualTo(decoded(texts(generated, "H-"), moved));
    assertThat(String.join("", texts(generated, "D-"))).isNotBlank().doesNotContain("\u2581");
  }

  private static List<String> decoded(List<String> hypotheses, Path model) {
    String lines = String.join("\n", hypotheses) + "\n";
    return run(lines, "spm-decode", "--model", model.toString()).out().lines().toList();
  }

  @Test
  void flagsOverrideTheStoredRules() {
    CliRunner.Result stored = interactive(INPUT, "data");
    CliRunner.Result given =
        interactive(prepared(), "data", "--tokenizer", "none", "--bpe", "none");
    assertThat(lines(given, "S", "H", "P")).isEqualTo(lines(stored, "S", "H", "P"));
    assertThat(texts(given, "D-")).isEqualTo(texts(given, "H-"));
    assertThat(texts(interactive("Hello\n", "data", "--lowercase"), "S-").get(0))
        .isNotEqualTo(texts(interactive("Hello\n", "data"), "S-").get(0))
        .doesNotContain("H");
  }

  @Test
  void theModelKnowsItsRulesWithoutTheData() throws IOException {
    Path bare = Files.createDirectories(folder.resolve("bare"));
    for (String name : List.of("dict.en.txt", "dict.de.txt")) {
      Files.copy(folder.resolve("data").resolve(name), bare.resolve(name));
    }
    assertThat(interactive(INPUT, "bare").lines()).isEqualTo(interactive(INPUT, "data").lines());
  }

  @Test
  void dataOfOtherRulesIsRefusedOrNamed() throws IOException {
    assertDone(train("again", "--max-update", "2"));
    Path rules = folder.resolve("data").resolve(RULES);
    String text = Files.readString(rules);
    try {
      assertDone(preprocess("other", "--tokenizer", "moses"));
      Files.copy(folder.resolve("other").resolve(RULES), rules, REPLACE_EXISTING);
      assertThat(interactive(INPUT, "data").err())
          .contains("made with other text rules", "whose own are used");
      assertWrongUse(train("again", "--max-update", "3"), "the text rules of the data in");
      Files.writeString(rules, text.replace("moses_no_escape\": false", "moses_no_escape\": true"));
      assertWrongUse(interactive(INPUT, "data"), RULES + " are damaged");
      assertWrongUse(train("fresh", "--max-update", "1"), RULES + " are damaged");
    } finally {
      Files.writeString(rules, text);
    }
    List<String> both = TrainCommandTest.arguments(folder.resolve("data"), folder.resolve("fresh"));
    both.set(1, at("data") + ":" + at("other"));
    assertWrongUse(CliRunner.run(both.toArray(String[]::new)), "made with other text rules");
  }

  @Test
  void aDictionaryOfOtherRulesIsTold() throws IOException {
    String dictionary = at("data/dict.en.txt");
    CliRunner.Result same =
        preprocess(
            "same",
            "--srcdict",
            dictionary,
            "--tokenizer=moses",
            "--bpe=subword_nmt",
            "--bpe-codes",
            "codes");
    assertDone(same);
    assertThat(same.err()).doesNotContain("the dictionary");
    CliRunner.Result words = preprocess("words", "--srcdict", dictionary, "--tokenizer", "moses");
    assertDone(words);
    assertThat(words.err())
        .containsOnlyOnce(
            "the dictionary %s was counted on text of other rules (%s) than those of this run: give the same flags and codes as for %s, or count a new dictionary"
                .formatted(dictionary, at("data/" + RULES), at("data")));
    Files.copy(Path.of(dictionary), folder.resolve("dict.alone"), REPLACE_EXISTING);
    CliRunner.Result raw = preprocess("unprepared", "--srcdict", at("dict.alone"));
    assertDone(raw);
    assertThat(raw.err())
        .contains(
            "raw.en does not look like the text that the dictionary "
                + at("dict.alone")
                + " was counted on: 77.8% of its 108 tokens are not in the dictionary and became"
                + " <unk>, and of the first 108 tokens none is a subword such as \"&@@\", which are"
                + " 25.5% of the dictionary's counts; prepare it as that text was (tokenizer,"
                + " subwords), or count a new dictionary")
        .doesNotContain("of other rules");
  }

  private static void assertWrongUse(CliRunner.Result result, String... parts) {
    assertThat(result.err()).contains(parts).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }
}
