package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nmt train --config} and {@code --print-config}. */
class TrainConfigTest {
  private static final Pattern FLAG = Pattern.compile("(?:^|[ ,])--([\\w-]+)");

  private static final List<String> NO_SETTINGS =
      List.of("help", "config", "print-config", "log-level");

  @TempDir Path folder;

  private CliRunner.Result print(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "train";
    all[1] = "--print-config";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CliRunner.run(all);
  }

  private String config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("train.yaml"), yaml).toString();
  }

  @Test
  void whatIsPrintedIsReadBack() throws IOException {
    CliRunner.Result first =
        CliRunner.run(
            TrainCommandTest.arguments(
                    Path.of("da:#x"),
                    folder.resolve("ck"),
                    "--print-config",
                    "--valid-subset",
                    "valid,valid1",
                    "-s",
                    "no",
                    "-t",
                    "true",
                    "--no-save",
                    "--min-lr",
                    "1e-9")
                .toArray(String[]::new));
    assertThat(first.err()).isEmpty();
    assertThat(first.out())
        .contains(
            "data: \"da:#x\"\n",
            "lr: [0.005]\n",
            "valid-subset: [valid, valid1]\n",
            "source-lang: no\n")
        .contains("adam-betas: \"(0.9, 0.98)\"\n", "no-save: true\n", "max-sentences: null\n")
        .contains("max-source-positions: 1024\n", "min-lr: 1e-9\n");
    CliRunner.Result second = print("--config", config(first.out()));
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.exitCode()).isZero();
  }

  @Test
  void everyFlagIsPrinted() {
    CliRunner.Result result = print("data", "--max-tokens", "9");
    List<String> printed = result.out().lines().map(line -> line.split(":", 2)[0]).toList();
    List<List<String>> help =
        CliRunner.run("train", "--help")
            .out()
            .lines()
            .filter(line -> line.matches("\\s{2,6}-.*"))
            .map(line -> FLAG.matcher(line).results().map(flag -> flag.group(1)).toList())
            .filter(names -> NO_SETTINGS.stream().noneMatch(names::contains))
            .toList();
    assertThat(help)
        .hasSizeGreaterThan(50)
        .allSatisfy(names -> assertThat(printed).containsAnyElementsOf(names));
  }

  @Test
  void theCommandLineGoesBeforeTheFile() throws IOException {
    String file =
        config(
            """
            data: from-file   # a comment
            max_tokens: 100
            lr: [0.1, 0.2]
            lr-scheduler: fixed
            sentence-avg: true
            batch-size: 7
            dropout: 0.3
            """);
    String printed =
        print("--config=" + file, "typed", "--lr", "0.5", "--max-sentences", "8", "--seed", "2")
            .out();
    assertThat(printed)
        .contains("data: typed\n", "max-tokens: 100\n", "lr: [0.5]\n", "sentence-avg: true\n")
        .contains("max-sentences: 8\n", "seed: 2\n", "dropout: 0.3\n", "clip-norm: 0\n");
    assertThat(print("--config", file, "--sentence-avg").out())
        .contains("data: from-file\n", "sentence-avg: true\n");
    assertThat(print("--config", file, "--sentence-avg=false").out())
        .contains("sentence-avg: false\n");
  }

  @Test
  void allMistakesAreNamed() throws IOException {
    String file =
        config(
            """
            data: x
            max-tokns: 1
            batch-size: 7
            max-sentences: 8
            no-save: perhaps
            dropout: {a: 1}
            config: other.yaml
            """);
    CliRunner.Result result = print("--config", file);
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err())
        .contains(file, "unknown key 'max-tokns'. Did you mean 'max-tokens'?")
        .contains("'max-sentences' is set by 'batch-size' already")
        .contains("'no-save' is 'perhaps', but it takes true or false")
        .contains("'dropout' takes a value", "unknown key 'config'")
        .doesNotContain("\tat ");
  }

  @Test
  void filesThatAreNoConfigurationAreRefused() throws IOException {
    assertMistake("no-such-file.yaml", "--config", "no-such-file.yaml");
    assertMistake("is no YAML", "--config", config("a: [1\nb: 2"));
    assertMistake("line 2", "--config", config("data: x\ndata: y"));
    assertMistake("expected lines such as 'max-tokens: 4000'", "--config", config("- a"));
    assertMistake("expected lines such as", "--config", config(""));
    assertMistake("expected lines such as", "--config", config("# nothing\n"));
    assertMistake("several documents", "--config", config("data: x\n---\ndata: y"));
    assertMistake("--config needs a value: a file.", "data", "--config");
    assertMistake("come from --config", "--config", config("data: x\nmax-tokens: many"));
    assertMistake("'many'", "--config", config("data: x\nmax-tokens: many"));
    assertMistake("transformer_iwslt", "--config", config("data: x\narch: transformer_iwslt"));
  }

  private void assertMistake(String message, String... arguments) {
    CliRunner.Result result = print(arguments);
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }
}
