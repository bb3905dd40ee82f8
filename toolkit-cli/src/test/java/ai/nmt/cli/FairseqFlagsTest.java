package ai.nmt.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.nmt.cli.command.TrainCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * docs/fairseq-flags.md says what {@code nmt train} has of fairseq-train's flags. It is made from
 * the program's own flags and the list fairseq-train-flags.txt; with {@code -Dupdate} this test
 * writes it, without it fails where the page is not true any more:
 *
 * <pre>mvn -pl toolkit-cli -am test -Dtest=FairseqFlagsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dupdate</pre>
 */
class FairseqFlagsTest {
  private static final Path PAGE = Path.of("..", "docs", "fairseq-flags.md");

  /** A line of the list: what follows the flag, empty where it is to be there. */
  private record Flag(String section, String name, String note) {
    boolean isRenamed() {
      return note.startsWith("= ");
    }

    boolean isUnwanted() {
      return note.startsWith("- ");
    }

    /** The toolkit's flag that does it. */
    String other() {
      return note.substring(2, note.indexOf(':'));
    }

    String text() {
      return isRenamed() ? note.substring(note.indexOf(':') + 2) : note.substring(2);
    }
  }

  private static final Map<String, OptionSpec> OURS = new LinkedHashMap<>();

  static {
    for (OptionSpec option : new CommandLine(new TrainCommand()).getCommandSpec().options()) {
      // Hidden flags are there to be refused with a reason.
      if (!option.hidden()) {
        Stream.of(option.names()).forEach(name -> OURS.put(name, option));
      }
    }
  }

  private static List<Flag> flags() throws IOException {
    List<Flag> flags = new ArrayList<>();
    String section = "";
    try (InputStream in = FairseqFlagsTest.class.getResourceAsStream("fairseq-train-flags.txt")) {
      String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : list.lines().filter(line -> !line.startsWith("#")).toList()) {
        if (line.startsWith("[")) {
          section = line.substring(1, line.length() - 1);
        } else {
          String[] parts = line.split(" ", 2);
          flags.add(new Flag(section, parts[0], parts.length > 1 ? parts[1] : ""));
        }
      }
    }
    return flags;
  }

  @Test
  void theListSaysNothingThatTheProgramDenies() throws IOException {
    assertThat(flags()).extracting(Flag::name).doesNotHaveDuplicates();
    for (Flag flag : flags()) {
      assertThat(flag.note()).as(flag.name()).matches("|= --[\\w-]+: .+|- .+");
      if (flag.isUnwanted() || flag.isRenamed()) {
        assertThat(OURS).as("%s is listed as missing", flag.name()).doesNotContainKey(flag.name());
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
          "docs/fairseq-flags.md is not what the flags of 'nmt train' say; write it anew with"
              + " -Dtest=FairseqFlagsTest -Dupdate and look at what changed");
    }
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# fairseq-train's flags in `nmt train`\n\n");
    page.append("Written by `FairseqFlagsTest` from the program's flags; do not edit.\n\n");
    page.append(
        "*same*: the flag has fairseq's name and meaning. *renamed*: another flag does it.\n");
    page.append("*not wanted*: left out for the reason given. *not yet*: not there so far.\n");
    String section = "";
    for (Flag flag : flags()) {
      if (!flag.section().equals(section)) {
        section = flag.section();
        page.append("\n## " + section + "\n\n| fairseq | here | |\n|---|---|---|\n");
      }
      page.append(row(flag));
    }
    page.append("\n## Flags that fairseq does not have\n\n| flag | |\n|---|---|\n");
    own().forEach(option -> page.append("| `%s` | %s |\n".formatted(names(option), text(option))));
    return page.toString();
  }

  private static String row(Flag flag) {
    OptionSpec ours = OURS.get(flag.name());
    if (ours != null) {
      return "| `%s` | same | %s |\n".formatted(flag.name(), text(ours));
    }
    if (flag.isRenamed() && OURS.containsKey(flag.other())) {
      return "| `%s` | renamed: `%s` | %s |\n".formatted(flag.name(), flag.other(), flag.text());
    }
    String state = flag.isUnwanted() ? "not wanted" : "not yet";
    String text = flag.isUnwanted() ? flag.text() : "";
    return "| `%s` | %s | %s |\n".formatted(flag.name(), state, text).replace("|  |", "| |");
  }

  /** Options none of whose names is fairseq's. */
  private static Set<OptionSpec> own() throws IOException {
    Set<OptionSpec> own = new LinkedHashSet<>(OURS.values());
    flags().forEach(flag -> own.remove(OURS.get(flag.name())));
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
