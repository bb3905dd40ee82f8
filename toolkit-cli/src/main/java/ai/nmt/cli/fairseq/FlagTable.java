package ai.nmt.cli.fairseq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All flags of fairseq's that are known: the file flags.tsv, whose head explains its columns. */
public final class FlagTable {
  /** The commands whose flags fairseq declares together; {@code *} in the file. */
  private static final List<String> COMMON =
      List.of("train", "preprocess", "validate", "generate", "interactive");

  private static final List<String> OTHERS = List.of("score", "average-checkpoints");

  private static final String RENAMED = "renamed: ";
  private static final String NO_EFFECT = "no effect";
  private static final String BESIDE = " beside ";

  private final List<FairseqFlag> flags = new ArrayList<>();
  private final Map<String, Map<String, FairseqFlag>> byCommand = new HashMap<>();

  private FlagTable(String file) {
    String section = "";
    for (String line : file.lines().filter(line -> !line.startsWith("#")).toList()) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else {
        addRow(section, line.split("\t", -1));
      }
    }
  }

  /** Reads the table. */
  public static FlagTable load() {
    try (InputStream in = FlagTable.class.getResourceAsStream("flags.tsv")) {
      return new FlagTable(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the names of the commands that fairseq has as well. */
  public static List<String> commands() {
    return Stream.concat(COMMON.stream(), OTHERS.stream()).toList();
  }

  /** Returns all rows, a flag each, in the order of the file. */
  public List<FairseqFlag> flags() {
    return List.copyOf(flags);
  }

  /**
   * Finds a flag.
   *
   * @param command name of the command
   * @param name the flag with its dashes
   */
  public Optional<FairseqFlag> find(String command, String name) {
    return Optional.ofNullable(byCommand.getOrDefault(command, Map.of()).get(name));
  }

  /**
   * Finds a flag that is not written out, as Python's parsers take it.
   *
   * @param command name of the command
   * @param beginning the flag's beginning, with its dashes
   * @return the one flag that begins so; nothing where several do
   */
  public Optional<FairseqFlag> findByBeginning(String command, String beginning) {
    List<FairseqFlag> begun =
        byCommand.getOrDefault(command, Map.of()).values().stream()
            .filter(flag -> flag.name().startsWith(beginning))
            .toList();
    return begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty();
  }

  private void addRow(String section, String[] columns) {
    Set<String> commands =
        columns[0].equals("*") ? Set.copyOf(COMMON) : Set.of(columns[0].split(",", -1));
    Answer answer = answer(columns[2]);
    String text = columns.length > 3 ? columns[3] : "";
    for (String flag : columns[1].split(", ", -1)) {
      String[] words = flag.split(" ", 2);
      add(
          new FairseqFlag(
              section, commands, words[0], values(words.length > 1 ? words[1] : ""), answer, text));
    }
  }

  private void add(FairseqFlag flag) {
    flags.add(flag);
    for (String command : flag.commands()) {
      Map<String, FairseqFlag> known = byCommand.computeIfAbsent(command, name -> new HashMap<>());
      if (known.put(flag.name(), flag) != null) {
        throw new IllegalStateException(
            "flags.tsv has two answers for %s of %s".formatted(flag.name(), command));
      }
    }
  }

  private static FairseqFlag.Values values(String label) {
    return switch (label) {
      case "" -> FairseqFlag.Values.NONE;
      case "X" -> FairseqFlag.Values.ONE;
      case "[X]" -> FairseqFlag.Values.MAYBE;
      case "[BOOL]" -> FairseqFlag.Values.BOOLEAN;
      case "X..." -> FairseqFlag.Values.SOME;
      default -> throw new IllegalStateException("flags.tsv: unknown kind of values " + label);
    };
  }

  private static Answer answer(String column) {
    if (column.equals("same")) {
      return new Answer.Same();
    }
    if (column.equals("refused")) {
      return new Answer.Refused();
    }
    if (column.startsWith(RENAMED)) {
      String[] parts = column.substring(RENAMED.length()).split(BESIDE, 2);
      return new Answer.Renamed(
          List.of(parts[0].split(" ", -1)), parts.length > 1 ? alternatives(parts[1]) : List.of());
    }
    if (column.equals(NO_EFFECT)) {
      return new Answer.NoEffect(List.of());
    }
    if (column.startsWith(NO_EFFECT + ": ")) {
      return new Answer.NoEffect(alternatives(column.substring(NO_EFFECT.length() + 2)));
    }
    throw new IllegalStateException("flags.tsv: unknown answer " + column);
  }

  private static List<String> alternatives(String text) {
    return List.of(text.split("\\|", -1));
  }
}
