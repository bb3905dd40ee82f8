package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ai.nmt.cli.option.HelpGroup;
import ai.nmt.transformer.Architectures;
import ai.nmt.transformer.TransformerFlags;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Groups, width and defaults of the commands' help. */
class CommandHelpTest {
  private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'\\\\'')*)'");

  @AfterEach
  void forgetTheWidth() {
    System.clearProperty("nmt.columns");
  }

  @Test
  void trainsFlagsStandInGroups() {
    String help = help(80, "train", "--help");
    List<String> headings =
        help.lines()
            .filter(line -> line.matches("[A-Z].*[^.]:"))
            .map(CommandHelpTest::cut)
            .toList();
    assertThat(headings)
        .containsExactly(
            "Arguments",
            "Data",
            "Model (defaults of --arch transformer)",
            "Admin and other initialisations",
            "Criterion and optimiser",
            "Schedule and end of training",
            "Batches",
            "Precision",
            "Checkpoints",
            "Validation",
            "Logging",
            "Processes and device",
            "General");
  }

  private static String cut(String heading) {
    return heading.substring(0, heading.length() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "preprocess",
        "generate",
        "interactive",
        "validate",
        "score",
        "benchmark"
      })
  void everyFlagStandsInOneGroup(String name) {
    CommandSpec command = spec(name);
    for (OptionSpec option : command.options()) {
      if (!option.inherited() && !option.hidden()) {
        assertThat(CommandHelp.declaredGroup(option)).as(option.longestName()).isPresent();
      }
    }
    Map<HelpGroup, List<OptionSpec>> groups = CommandHelp.groups(command);
    assertThat(groups.values().stream().flatMap(List::stream))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            command.options().stream().filter(option -> !option.hidden()).toList());
    String help = help(200, name, "--help");
    for (OptionSpec option : command.options()) {
      Pattern own =
          Pattern.compile(
              "(?m)^ {2,6}(-.*, )?%s[ =,\\[\\n]".formatted(Pattern.quote(shown(option))));
      assertThat(own.matcher(help).results().count())
          .as(option.longestName())
          .isEqualTo(option.hidden() ? 0 : 1);
    }
  }

  private static String shown(OptionSpec option) {
    return option.negatable()
        ? option.longestName().replace("--", "--[no-]")
        : option.longestName();
  }

  @Test
  void aCommandOfFewFlagsHasNoGroups() {
    assertThat(help(80, "lowercase", "--help")).contains("\nOptions:\n").doesNotContain("General:");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 160})
  void linesAreAsLongAsTheTerminalIsWide(int width) {
    List<String> lines = help(width, "train", "--help").lines().toList();
    int longest = lines.stream().mapToInt(String::length).max().orElseThrow();
    assertThat(longest).isBetween(width - 4, width);
    // No word is too long for its column: the table would break it and leave a line empty.
    assertThat(lines).noneMatch(line -> line.matches(" +[.,]?"));
  }

  @Test
  void aNarrowTerminalGetsSixtyColumns() {
    assertThat(help(20, "train", "--help")).isEqualTo(help(60, "train", "--help"));
  }

  @Test
  void presetsDecideAboutDefaults() {
    String help = help(120, "train", "--help", "--arch", "transformer_wmt_en_de_big_t2t");
    assertThat(help)
        .contains(
            "\nModel (defaults of --arch transformer_wmt_en_de_big_t2t):\n",
            "Inner dimension of the encoder's feed-forward layers. (default: 4096)\n",
            "Dropout after embeddings and after each sub-layer's branch. (default: 0.3)\n",
            "Pre-LN in the encoder: normalise before each sub-layer. (on in this preset)\n");
    assertThat(help(120, "train", "--help"))
        .contains("Attention heads of the encoder. (default: 8)\n")
        .doesNotContain("(on in this preset)");
    assertThat(help(120, "benchmark", "-a", "transformer_iwslt_de_en", "--help"))
        .contains("Attention heads of the encoder. (default: 4)\n");
  }

  @Test
  void anUnknownPresetIsWrongUse() {
    CliRunner.Result result = CliRunner.run("train", "--help", "--arch", "transformer_iwslt");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith(
            "nmt train: 'transformer_iwslt' is not a value of --arch; it takes one of: transformer,"
                + " transformer_iwslt_de_en, ")
        .contains("Did you mean 'transformer_iwslt_de_en'?");
  }

  @Test
  void defaultsAreShownAsTheyAreTyped() {
    assertThat(defaults("train"))
        .contains(
            entry("--adam-betas", "'(0.9, 0.999)'"),
            entry("--adam-eps", "1e-8"),
            entry("--adafactor-eps", "'(1e-30, 0.001)'"),
            entry("--lr", "0.0005"),
            entry("--clip-norm", "0"),
            entry("--left-pad-source", "True"),
            entry("--update-freq", "1"),
            entry("--total-num-update", "1000000"),
            entry("--save-dir", "checkpoints"))
        .doesNotContainKeys("--fp16", "--max-tokens", "--momentum");
  }

  private static Map<String, String> defaults(String name) {
    CommandSpec command = spec(name);
    Map<String, String> defaults = new TreeMap<>();
    for (OptionSpec option : command.options()) {
      CommandHelp.shownDefault(command, option)
          .ifPresent(text -> Stream.of(option.names()).forEach(n -> defaults.put(n, text)));
    }
    return defaults;
  }

  /** What the help shows, typed behind the flag, is the default. */
  @Test
  void shownDefaultsAreParsedBack() {
    int checked = 0;
    for (List<String> path : paths(commandLine(), List.of())) {
      CommandSpec command = spec(path.toArray(String[]::new));
      for (OptionSpec option : command.options()) {
        Optional<String> shown = CommandHelp.shownDefault(command, option);
        if (shown.isPresent()) {
          String described = String.join(" ", path) + " " + option.longestName();
          assertThat(parsed(path, option, shown.get()))
              .as(described)
              .isEqualTo(expected(path, option));
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(150);
  }

  /** Without the flag: the default, or what the preset has. */
  private static Object expected(List<String> path, OptionSpec option) {
    Object value = value(path, option, List.of());
    return value == null
        ? TransformerFlags.of(Architectures.preset("transformer")).get(option.longestName())
        : value;
  }

  private static Object parsed(List<String> path, OptionSpec option, String shown) {
    List<String> typed = new ArrayList<>(List.of(option.longestName()));
    typed.addAll(words(shown));
    return value(path, option, typed);
  }

  private static Object value(List<String> path, OptionSpec option, List<String> typed) {
    CommandLine root = commandLine();
    lenient(root);
    String[] arguments = Stream.of(path, typed).flatMap(List::stream).toArray(String[]::new);
    CommandLine command = root.parseArgs(arguments).asCommandLineList().get(path.size());
    return command.getCommandSpec().findOption(option.longestName()).getValue();
  }

  private static void lenient(CommandLine command) {
    command.getCommandSpec().parser().collectErrors(true);
    command.getSubcommands().values().forEach(CommandHelpTest::lenient);
  }

  /** Takes quotes off as a shell does. */
  private static List<String> words(String text) {
    Matcher quoted = QUOTED.matcher(text);
    return quoted.matches()
        ? List.of(quoted.group(1).replace("'\\''", "'"))
        : Arrays.asList(text.split(" ", -1));
  }

  private static List<List<String>> paths(CommandLine command, List<String> above) {
    List<List<String>> paths = new ArrayList<>(List.of(above));
    command
        .getSubcommands()
        .forEach(
            (name, line) -> {
              List<String> path = new ArrayList<>(above);
              path.add(name);
              paths.addAll(paths(line, path));
            });
    return paths;
  }

  private static CommandLine commandLine() {
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    return Main.commandLine(none, none, List.of("generate-completion"));
  }

  private static CommandSpec spec(String... path) {
    CommandLine command = commandLine();
    for (String name : path) {
      command = command.getSubcommands().get(name);
    }
    return command.getCommandSpec();
  }

  private static String help(int width, String... arguments) {
    System.setProperty("nmt.columns", String.valueOf(width));
    CliRunner.Result result = CliRunner.run(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return result.out();
  }
}
