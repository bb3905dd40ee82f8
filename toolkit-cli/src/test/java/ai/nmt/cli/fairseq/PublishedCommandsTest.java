package ai.nmt.cli.fairseq;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Published command lines of fairseq's, through the program's own parser: they come as far as the
 * data that is not there, or name every flag that is refused.
 */
class PublishedCommandsTest {
  private static final Pattern PROGRAM =
      Pattern.compile("(?:python3? )?(?:scripts/)?([\\w-]+)(?:\\.py)?");

  private static final Map<String, String> COMMANDS =
      Map.of(
          "fairseq-preprocess", "preprocess",
          "preprocess", "preprocess",
          "fairseq-train", "train",
          "train", "train",
          "fairseq-generate", "generate",
          "fairseq-interactive", "interactive",
          "interactive", "interactive",
          "fairseq-validate", "validate",
          "fairseq-score", "score",
          "average_checkpoints", "average-checkpoints");

  /** What the commands say of the files that are not there. */
  private static final Pattern MISSING_FILE =
      Pattern.compile("does not exist|no such file|there is no text");

  @TempDir private Path folder;

  /**
   * An entry of the list.
   *
   * @param refused flags that are named in the one message; none: the command runs
   * @param idle flags of which is told that they have no effect
   * @param warned flags of which is told that they have none with others
   */
  private record Entry(
      String source, List<String> refused, List<String> idle, List<String> warned, String line) {

    static Entry of(String block) {
      String[] lines = block.split("\n", -1);
      List<String> refused = new ArrayList<>();
      List<String> idle = new ArrayList<>();
      List<String> warned = new ArrayList<>();
      for (String part : lines[1].split("; ", -1)) {
        if (!part.equals("runs")) {
          String[] said = part.split(": ", 2);
          List<String> flags = List.of(said[1].split(", "));
          switch (said[0]) {
            case "refused" -> refused.addAll(flags);
            case "idle" -> idle.addAll(flags);
            case "warns" -> warned.addAll(flags);
            default -> throw new IllegalArgumentException(part);
          }
        }
      }
      return new Entry(lines[0], refused, idle, warned, lines[2]);
    }
  }

  private static List<Entry> entries() throws IOException {
    try (InputStream in =
        PublishedCommandsTest.class.getResourceAsStream("published-commands.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.strip().split("\n\n"))
          .filter(block -> !block.startsWith("#"))
          .map(Entry::of)
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> areAnswered() throws IOException {
    List<Entry> entries = entries();
    assertThat(entries).hasSizeGreaterThanOrEqualTo(50);
    return entries.stream()
        .map(
            entry -> DynamicTest.dynamicTest(entry.source + ": " + entry.line, () -> check(entry)));
  }

  private void check(Entry entry) throws IOException {
    CliRunner.Result result = run(entry.line);
    assertThat(result.err()).doesNotContain("\tat ");
    if (entry.refused.isEmpty()) {
      assertRuns(entry, result);
    } else {
      assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains(entry.refused);
      if (entry.refused.size() > 1) {
        List<String> named = result.err().lines().filter(line -> line.startsWith("  --")).toList();
        assertThat(named).hasSameSizeAs(entry.refused);
      }
    }
  }

  private static void assertRuns(Entry entry, CliRunner.Result result) {
    List<String> told = linesWith(result, "without effect here");
    List<String> warnings = linesWith(result, " has no effect ");
    assertThat(told).hasSize(entry.idle.isEmpty() ? 0 : 1);
    assertThat(warnings).hasSize(entry.warned.isEmpty() ? 0 : 1);
    assertThat(entry.idle).allMatch(String.join("", told)::contains);
    assertThat(entry.warned).allMatch(String.join("", warnings)::contains);
    if (result.exitCode() != ExitCode.DONE) {
      assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
      assertThat(result.err()).containsPattern(MISSING_FILE).doesNotContain("--help");
    }
  }

  private static List<String> linesWith(CliRunner.Result result, String text) {
    return result.err().lines().filter(line -> line.contains(text)).toList();
  }

  /** Runs a line as far as it comes without data; a training ends once it is configured. */
  private CliRunner.Result run(String line) throws IOException {
    String program = line.replaceFirst("^((?:python3? )?\\S+).*", "$1");
    String name = PROGRAM.matcher(program).replaceFirst("$1");
    assertThat(COMMANDS).containsKey(name);
    String command = COMMANDS.get(name);
    // The quotes are taken off by what takes them off in argument files.
    Path arguments = folder.resolve("arguments");
    Files.writeString(arguments, line.substring(program.length()));
    List<String> words = new ArrayList<>(List.of(command, "@" + arguments));
    if (command.equals("train")) {
      words.add("--print-config");
    }
    return CliRunner.run(words.toArray(String[]::new));
  }
}
