package ai.nmt.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.nmt.cli.fairseq.Answer;
import ai.nmt.cli.fairseq.FairseqFlag;
import ai.nmt.cli.fairseq.FlagTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The table of fairseq's flags against the program's own flags and against fairseq's parsers, and
 * docs/fairseq-flags.md, which is made of it. With {@code -Dupdate} this test writes the page,
 * without it fails where the page is not true any more:
 *
 * <pre>mvn -pl toolkit-cli -am test -Dtest=FairseqFlagsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dupdate</pre>
 */
class FairseqFlagsTest {
  private static final Path PAGE = Path.of("..", "docs", "fairseq-flags.md");
  private static final FlagTable TABLE = FlagTable.load();

  /** The program's flags by command and name. */
  private static final Map<String, Map<String, OptionSpec>> OURS = new LinkedHashMap<>();

  static {
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    Main.commandLine(none, none, FlagTable.commands())
        .getSubcommands()
        .forEach(
            (command, line) -> {
              if (FlagTable.commands().contains(command)) {
                Map<String, OptionSpec> options = new LinkedHashMap<>();
                for (OptionSpec option : line.getCommandSpec().options()) {
                  Stream.of(option.names()).forEach(name -> options.put(name, option));
                }
                OURS.put(command, options);
              }
            });
  }

  /** The flags of fairseq's parsers, with the commands that have them. */
  private static Map<String, List<String>> parsers() throws IOException {
    Map<String, List<String>> parsers = new LinkedHashMap<>();
    try (InputStream in = FairseqFlagsTest.class.getResourceAsStream("fairseq/parsers.tsv")) {
      String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : list.lines().filter(line -> !line.startsWith("#")).toList()) {
        String[] columns = line.split("\t", -1);
        parsers.put(columns[0], List.of(columns[1].split(",")));
      }
    }
    assertThat(parsers).hasSizeGreaterThan(350);
    return parsers;
  }

  @Test
  void everyFlagOfFairseqsParsersIsAnswered() throws IOException {
    parsers()
        .forEach(
            (flag, commands) ->
                assertThat(commands)
                    .as(flag)
                    .allSatisfy(command -> assertThat(TABLE.find(command, flag)).isPresent()));
  }

  @Test
  void theTableSaysWhatTheProgramHas() {
    for (FairseqFlag flag : TABLE.flags()) {
      for (String command : flag.commands()) {
        Map<String, OptionSpec> options = OURS.get(command);
        assertThat(options).as(command).isNotNull();
        String described = command + " " + flag.name();
        if (flag.answer() instanceof Answer.Same) {
          assertThat(options).as(described).containsKey(flag.name());
          assertThat(options.get(flag.name()).hidden()).as(described).isFalse();
        } else if (flag.answer() instanceof Answer.Renamed renamed) {
          assertThat(options).as(described).containsKey(renamed.words().get(0));
          assertThat(options.containsKey(flag.name()))
              .as(described)
              .isEqualTo(!renamed.beside().isEmpty());
        } else {
          assertThat(options).as(described).doesNotContainKey(flag.name());
          assertThat(flag.text()).as(described).isNotEmpty().doesNotEndWith(".");
        }
      }
    }
  }

  @Test
  void thePageIsTrue() throws IOException {
    if (System.getProperty("update") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page());
    }
    if (!Files.exists(PAGE) || !Files.readString(PAGE).equals(page())) {
      fail(
          "docs/fairseq-flags.md is not what flags.tsv and the program's flags say; write it anew"
              + " with -Dtest=FairseqFlagsTest -Dupdate and look at what changed");
    }
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append("# fairseq's flags\n\n");
    page.append(
        "Written by `FairseqFlagsTest` from `flags.tsv` and the program's flags; do not edit.\n\n");
    page.append("The flags of fairseq 0.8 to 0.12.2 in the commands that it has as well.\n");
    page.append("*same*: the flag has fairseq's name and meaning. *renamed*: another flag does\n");
    page.append("it. *no effect*: taken, and told in one line that nothing changes. *refused*:\n");
    page.append("an error that says what is written here. *all five* are train, preprocess,\n");
    page.append("validate, generate and interactive.\n");
    String section = "";
    for (FairseqFlag flag : TABLE.flags()) {
      if (!flag.section().equals(section)) {
        section = flag.section();
        page.append("\n## " + section + "\n\n");
        page.append("| fairseq | in | here | |\n|---|---|---|---|\n");
      }
      page.append(row(flag));
    }
    page.append("\n## Flags that fairseq does not have\n");
    OURS.forEach(
        (command, options) -> {
          page.append("\n`nmt %s`:\n\n| flag | |\n|---|---|\n".formatted(command));
          own(command)
              .forEach(
                  option -> page.append("| `%s` | %s |\n".formatted(names(option), text(option))));
        });
    return page.toString();
  }

  private static String row(FairseqFlag flag) {
    List<String> commands =
        FlagTable.commands().stream().filter(flag.commands()::contains).toList();
    String shown = commands.size() == 5 ? "all five" : String.join(", ", commands);
    String said = flag.text().replace("{value}", "N").replace("|", "\\|");
    String text =
        flag.answer() instanceof Answer.Same
            ? text(OURS.get(commands.get(0)).get(flag.name()))
            : said;
    return "| `%s` | %s | %s | %s |\n"
        .formatted(flag.name(), shown, answer(flag.answer()), text)
        .replace("|  |", "| |");
  }

  private static String answer(Answer answer) {
    if (answer instanceof Answer.Same) {
      return "same";
    }
    if (answer instanceof Answer.Renamed renamed) {
      String words = "renamed: `%s`".formatted(String.join(" ", renamed.words()));
      return renamed.beside().isEmpty()
          ? words
          : words + ", beside `" + String.join("` or `", renamed.beside()) + "`";
    }
    if (answer instanceof Answer.NoEffect noEffect) {
      return noEffect.values().isEmpty()
          ? "no effect"
          : "`%s`: no effect; else refused".formatted(String.join("`, `", noEffect.values()));
    }
    return "refused";
  }

  /** Options none of whose names is fairseq's. */
  private static Set<OptionSpec> own(String command) {
    Set<OptionSpec> own = new LinkedHashSet<>(OURS.get(command).values());
    TABLE.flags().stream()
        .filter(flag -> flag.commands().contains(command))
        .forEach(flag -> own.remove(OURS.get(command).get(flag.name())));
    own.removeIf(option -> option.inherited() || option.hidden());
    return own;
  }

  private static String names(OptionSpec option) {
    return String.join("`, `", option.names());
  }

  private static String text(OptionSpec option) {
    String candidates =
        option.completionCandidates() == null
            ? ""
            : Stream.of(option.completionCandidates())
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .collect(joining(", "));
    return String.join(" ", option.description())
        .replace("${COMPLETION-CANDIDATES}", candidates)
        .replace("<", "&lt;")
        .replace("|", "\\|");
  }
}
