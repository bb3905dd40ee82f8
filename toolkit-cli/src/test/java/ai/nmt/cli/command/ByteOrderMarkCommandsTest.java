package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of editors that begin them with U+FEFF: the results are those of files without it. */
class ByteOrderMarkCommandsTest {
  private static final String MARK = "\uFEFF";
  private static final String LEFT_OUT = ": the byte order mark at its beginning is left out";

  @TempDir private Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static CliRunner.Result done(CliRunner.Result result) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return result;
  }

  /** Runs a filter with and without the mark. */
  private static void assertFilter(String what, String text, String... command) {
    CliRunner.Result plain = done(CliRunner.runWithInput(text, command));
    assertThat(plain.err()).doesNotContain(LEFT_OUT);
    CliRunner.Result marked = done(CliRunner.runWithInput(MARK + text, command));
    assertThat(marked.out()).isEqualTo(plain.out());
    assertThat(marked.err()).containsOnlyOnce(what + LEFT_OUT);
  }

  @Test
  void filtersLeaveItOut() throws IOException {
    String text = "The house, the \"house\".\nthe house\n";
    String codes = file("codes", "#version: 0.2\nt h\nth e</w>\n");
    assertFilter("the input", text, "tokenize", "-q");
    assertFilter("the input", text, "detokenize", "-q");
    assertFilter("the input", text, "lowercase");
    assertFilter("the input", text, "normalize-punctuation");
    assertFilter("the input", text, "remove-non-printing-char");
    assertFilter("the input", text, "apply-bpe", "-c", codes);
    assertFilter("the text", text, "learn-bpe", "-s", "4");
    assertFilter("the text", text, "get-vocab");
    assertFilter("the dictionary", "the 4\nhouse 3\n", "learn-bpe", "-s", "4", "--dict-input");
    assertFilter(
        "standard input", "the house here\n", "score", file("reference", "the house here\n"));
  }

  @Test
  void filesOfRulesMayBeginWithIt() throws IOException {
    String rules = "#version: 0.2\nt h\nth e</w>\n";
    String codes = file("codes", MARK + rules);
    CliRunner.Result applied = done(CliRunner.runWithInput("the\n", "apply-bpe", "-c", codes));
    assertThat(applied.out()).isEqualTo("the\n");
    assertThat(applied.err()).containsOnlyOnce("the BPE codes file " + codes + LEFT_OUT);
    String vocabulary = file("vocabulary", MARK + "the 3\n");
    applied =
        done(
            CliRunner.runWithInput(
                "the\n", "apply-bpe", "-c", file("plain", rules), "--vocabulary", vocabulary));
    assertThat(applied.out()).isEqualTo("the\n");
    assertThat(applied.err()).containsOnlyOnce("the vocabulary " + vocabulary + LEFT_OUT);
    String patterns = file("patterns", MARK + "a-b\n");
    CliRunner.Result tokenized =
        done(CliRunner.runWithInput("a-b\n", "tokenize", "-q", "-a", "-protected", patterns));
    assertThat(tokenized.out()).isEqualTo("a-b\n");
    assertThat(tokenized.err()).containsOnlyOnce(patterns + LEFT_OUT);
    String reference = file("reference", MARK + "the house is here\n");
    CliRunner.Result scored =
        done(CliRunner.runWithInput("the house is here\n", "score", "-b", reference));
    assertThat(scored.out()).isEqualTo("100.0\n");
    assertThat(scored.err()).containsOnlyOnce(reference + LEFT_OUT);
  }

  @Test
  void textsAndDictionariesOfDataMayBeginWithIt() throws IOException {
    file("plain.en", "the house\nthe dog\n");
    file("plain.de", "das haus\nder hund\n");
    file("marked.en", MARK + "the house\nthe dog\n");
    file("marked.de", "das haus\nder hund\n");
    done(preprocess("plain", "plain"));
    CliRunner.Result marked = done(preprocess("marked", "marked"));
    assertThat(marked.err()).containsOnlyOnce(folder.resolve("marked.en") + LEFT_OUT);
    assertSameData("marked");
    String dictionary =
        file("dict", MARK + Files.readString(folder.resolve("plain-data/dict.en.txt")));
    CliRunner.Result given = done(preprocess("plain", "given", "--srcdict", dictionary));
    assertThat(given.err()).containsOnlyOnce(dictionary + LEFT_OUT);
    assertSameData("given");
  }

  private CliRunner.Result preprocess(String text, String name, String... more) {
    String[] first = {
      "preprocess",
      "-s",
      "en",
      "-t",
      "de",
      "--trainpref",
      folder.resolve(text).toString(),
      "--destdir",
      folder.resolve(name + "-data").toString()
    };
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return CliRunner.run(all);
  }

  private void assertSameData(String name) {
    for (String part : new String[] {"dict.en.txt", "train.en-de.en.bin", "train.en-de.en.idx"}) {
      assertThat(folder.resolve(name + "-data").resolve(part))
          .hasSameBinaryContentAs(folder.resolve("plain-data").resolve(part));
    }
  }

  @Test
  void settingsAndArgumentsMayBeginWithIt() throws IOException {
    String settings = file("settings.yaml", MARK + "max-update: 7\nmax-tokens: 100\n");
    CliRunner.Result printed =
        done(CliRunner.run("train", "data", "--config", settings, "--print-config"));
    assertThat(printed.out()).contains("max-update: 7");
    assertThat(printed.err()).contains(settings + LEFT_OUT);
    String arguments = file("arguments", MARK + "tokenize -q");
    CliRunner.Result tokenized = done(CliRunner.runWithInput("a, b\n", "@" + arguments));
    assertThat(tokenized.out()).isEqualTo("a , b\n");
    assertThat(tokenized.err()).contains(arguments + LEFT_OUT);
  }
}
