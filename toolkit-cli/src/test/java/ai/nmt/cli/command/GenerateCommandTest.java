package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.nmt.GoldenData;
import ai.nmt.checkpoint.CheckpointContent;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import ai.nmt.golden.GoldenModels;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.transformer.Transformer;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generates with a trained model of fairseq that was written as a checkpoint of the toolkit. */
class GenerateCommandTest {
  @TempDir private static Path folder;

  private static Path checkpoint;
  private static Path data;

  @BeforeAll
  static void writeCheckpoint() {
    data = GoldenData.golden("fairseq/databin-joined");
    checkpoint = folder.resolve("checkpoint_best.safetensors");
    TorchEngine.start(1);
    Dictionary source = Dictionary.load(data.resolve("dict.en.txt"));
    Dictionary target = Dictionary.load(data.resolve("dict.de.txt"));
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = GoldenModels.transformer(manager, "admin", "trained.pt");
      CheckpointContent content =
          new CheckpointContent()
              .section(
                  "model",
                  new ModelDescription(
                      model.config(),
                      "en",
                      "de",
                      ModelDescription.Vocabulary.of(source),
                      ModelDescription.Vocabulary.of(target)));
      for (NamedParameter parameter : model.parameters()) {
        content.tensor(parameter.name(), parameter.array());
      }
      content.write(checkpoint);
    }
  }

  private static CliRunner.Result generate(String... flags) {
    return CliRunner.run(arguments("generate", flags));
  }

  private static String[] arguments(String command, String... flags) {
    List<String> arguments =
        new ArrayList<>(List.of(command, data.toString(), "--path", checkpoint.toString()));
    arguments.addAll(List.of(flags));
    return arguments.toArray(String[]::new);
  }

  /** Lines without scores and D lines. */
  private static List<String> texts(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.startsWith("P-") && !line.startsWith("D-"))
        .map(line -> line.startsWith("H-") ? line.replaceFirst("\t[^\t]*", "") : line)
        .toList();
  }

  @Test
  void printsWhatFairseqPrints() throws IOException {
    CliRunner.Result result = generate("--beam", "5", "--max-sentences", "8", "--remove-bpe");
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    Path golden = GoldenData.golden("fairseq/generate/admin.beam5-removebpe.out");
    assertThat(texts(result.lines())).containsExactlyElementsOf(texts(Files.readAllLines(golden)));
    assertThat(result.lines().stream().filter(line -> line.startsWith("D-"))).hasSize(40);
  }

  @Test
  void quietPrintsTheScoreAlone() {
    CliRunner.Result result =
        generate("--quiet", "--max-len-b", "5", "--batch-size", "40", "--workers", "1");
    assertThat(result.lines()).hasSize(1);
    assertThat(result.out()).startsWith("| Generate test with beam=5: BLEU4 = ");
  }

  @Test
  void validationDataCanBeScored() {
    CliRunner.Result result = generate("--gen-subset", "valid", "--score-reference");
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    List<String> lines = result.lines();
    assertThat(lines.get(lines.size() - 1)).startsWith("| Generate valid with beam=5: BLEU4 = 9");
  }

  @Test
  void interactiveTranslatesLinesInTheirOrder() {
    String input = "A man in a b@@ ar .\n\n  Two men  \nunknownword .\n";
    CliRunner.Result result =
        CliRunner.runWithInput(
            input, arguments("interactive", "--buffer-size", "3", "--nbest", "2", "--beam", "4"));
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    List<String> lines = result.lines();
    assertThat(lines).hasSize(4 * 7);
    assertThat(lines.get(0)).isEqualTo("S-0\tA man in a b@@ ar .");
    assertThat(lines.stream().map(line -> line.substring(0, 3)).limit(7))
        .containsExactly("S-0", "H-0", "D-0", "P-0", "H-0", "D-0", "P-0");
    assertThat(lines.get(7)).isEqualTo("S-1\t");
    assertThat(lines.get(14)).isEqualTo("S-2\tTwo men");
    assertThat(lines.get(21)).isEqualTo("S-3\t<unk> .");
  }

  @Test
  void interactiveReadsAFile() throws IOException {
    Path text = folder.resolve("input.txt");
    Files.writeString(text, "A man .\n");
    CliRunner.Result result =
        CliRunner.run(arguments("interactive", "--input", text.toString(), "--remove-bpe"));
    assertThat(result.lines()).hasSize(4).first().isEqualTo("S-0\tA man .");
  }

  @Test
  void wrongUseIsExplained() {
    assertWrongUse(generate("--gen-subset", "dev"), "no split \"dev\"");
    assertWrongUse(generate("--nbest", "6"), "--nbest 6", "raise --beam");
    assertWrongUse(generate("--beam", "0"), "expected 1 or more (--beam)");
    assertWrongUse(generate("--source-lang", "en"), "only one language is given");
    assertWrongUse(generate("--source-lang", "fr", "--target-lang", "de"), "dict.fr.txt");
    assertWrongUse(generate("--workers", "-1"), "--workers");
    assertWrongUse(
        CliRunner.run("generate", data.toString(), "--path", folder.resolve("no.pt").toString()),
        "no.pt");
    assertWrongUse(CliRunner.run("generate", data.toString()), "--path");
    assertWrongUse(
        CliRunner.run(arguments("interactive", "--batch-size", "8")), "--buffer-size", "raise");
  }

  @Test
  void dictionariesOfAnotherModelAreRefused() {
    String other = GoldenData.golden("fairseq/databin-limits").toString();
    assertWrongUse(
        CliRunner.run("generate", other, "--path", checkpoint.toString()),
        "dict.en.txt is not the dictionary",
        "use the data folder of the training");
  }

  private static void assertWrongUse(CliRunner.Result result, String... parts) {
    assertThat(result.err()).contains(parts).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.out()).isEmpty();
  }
}
