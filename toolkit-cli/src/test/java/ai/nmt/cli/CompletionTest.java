package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nmt.cli.option.ArgumentValues;
import ai.nmt.transformer.Architectures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The script of generate-completion, asked by bash as the user's shell asks it. */
class CompletionTest {
  private static final List<Path> SHELLS = List.of(Path.of("/bin/bash"), Path.of("/usr/bin/bash"));

  /** Between two answers. */
  private static final String END = "--end--";

  @TempDir private static Path folder;

  @BeforeAll
  static void writeScript() throws IOException {
    assumeTrue(SHELLS.stream().anyMatch(Files::isExecutable), "bash is missing");
    CliRunner.Result result = CliRunner.run("generate-completion");
    assertThat(result.exitCode()).isZero();
    Files.writeString(folder.resolve("nmt.bash"), result.out());
    Files.createDirectories(folder.resolve("data-bin"));
    Files.createDirectories(folder.resolve("models"));
    Files.createDirectories(folder.resolve("my models"));
    Files.writeString(folder.resolve("model.pt"), "");
    Files.writeString(folder.resolve("train.de"), "");
  }

  @Test
  void commandsFlagsAndValuesAreOffered() throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("tra", "train");
    expected.put("analyze lay", "layer-dependency");
    expected.put("--log-level d", "debug");
    expected.put("train --no-sa", "--no-save --no-save-optimizer-state");
    expected.put("train --criterion l", "label_smoothed_cross_entropy");
    expected.put("train data-bin --optimizer adam", "adam adamw adamax");
    expected.put("train --lr-scheduler in", "inverse_sqrt");
    expected.put("train --init-type adm", "admin admin-torch");
    expected.put("train --left-pad-source |", "True False");
    expected.put("train --arch = |", String.join(" ", Architectures.names()));
    expected.put("train -a transformer_i", "transformer_iwslt_de_en");
    expected.put("train --output-change-scale O", "O\\(1\\) O\\(logn\\) O\\(n\\)");
    expected.put("train --max-tokens |", "");
    expected.put("preprocess --no-lo", "--no-lowercase");
    expected.put("score -m bleu ch", "chrf");
    expected.put("train --fp16 --arch transformer --dev", "--device");
    check(expected);
  }

  @Test
  void foldersAndFilesAreCompleted() throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("train da", "data-bin");
    expected.put("train data-bin : mod", "models");
    expected.put("train --save-dir m", "models my models");
    expected.put("train --save-dir = mod", "models");
    expected.put("train --fp16 da", "data-bin");
    expected.put("generate data-bin --path mod", "model.pt models");
    expected.put("generate da", "data-bin");
    expected.put("preprocess --trainpref tr", "train.de");
    expected.put("score -i train.de mo", "model.pt models");
    expected.put("convert mo", "model.pt models");
    expected.put("convert model.pt tr", "train.de");
    check(expected);
  }

  @Test
  void everyOptionOffersItsOwnValues() throws Exception {
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    CommandLine all = Main.commandLine(none, none, List.of("generate-completion"));
    Map<String, String> expected = new LinkedHashMap<>();
    all.getSubcommands()
        .forEach(
            (name, command) -> {
              for (OptionSpec option : command.getCommandSpec().options()) {
                List<String> choices = ArgumentValues.choices(option);
                if (!choices.isEmpty() && !option.hidden()) {
                  String offered = String.join(" ", choices).replaceAll("([()])", "\\\\$1");
                  for (String flag : option.names()) {
                    expected.put(name + " " + flag + " |", offered);
                  }
                }
              }
            });
    assertThat(expected).hasSizeGreaterThan(60);
    check(expected);
  }

  /** Asks for each line; a bar is a word that is not begun yet. */
  private static void check(Map<String, String> expected) throws Exception {
    StringBuilder program = new StringBuilder("source ./nmt.bash\n");
    for (String typed : expected.keySet()) {
      String words =
          Arrays.stream(typed.split(" ", -1))
              .map(word -> word.equals("|") ? "''" : "'" + word + "'")
              .collect(Collectors.joining(" "));
      program.append("COMP_WORDS=(nmt %s)\n".formatted(words));
      program.append("COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_nmt\n");
      program.append("printf '%s\\n' \"${COMPREPLY[@]}\" " + END + "\n");
    }
    List<String> answers = run(program.toString());
    assertThat(answers).hasSameSizeAs(expected.keySet());
    Map<String, String> offered = new LinkedHashMap<>();
    int next = 0;
    for (String typed : expected.keySet()) {
      offered.put(typed, answers.get(next++));
    }
    assertThat(offered).isEqualTo(expected);
  }

  /** Runs a program in the folder; returns the lines before each end, paths in order, as one. */
  private static List<String> run(String program) throws Exception {
    Path file = Files.writeString(folder.resolve("ask.bash"), program);
    String shell = SHELLS.stream().filter(Files::isExecutable).findFirst().orElseThrow().toString();
    Process process =
        new ProcessBuilder(shell, "--norc", file.toString())
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(folder.resolve("errors")).isEmptyFile();
    List<String> answers = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : out.split("\n", -1)) {
      if (line.equals(END)) {
        boolean paths = lines.stream().allMatch(each -> Files.exists(folder.resolve(each)));
        answers.add(String.join(" ", paths ? new TreeSet<>(lines) : lines).strip());
        lines.clear();
      } else {
        lines.add(line);
      }
    }
    return answers;
  }
}
