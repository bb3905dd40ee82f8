package ai.nmt.cli;

import static java.util.stream.Collectors.joining;

import ai.nmt.cli.fairseq.Answer;
import ai.nmt.cli.fairseq.FairseqFlag;
import ai.nmt.cli.fairseq.FlagTable;
import ai.nmt.cli.option.NumberConverters;
import ai.nmt.cli.option.NumberLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Makes arguments in fairseq's words the program's own, for the commands that fairseq has as well.
 *
 * <p>Spellings of its parsers become those of picocli ({@code --max_tokens}, {@code --lr 0.1 0.2}),
 * flags are renamed or, where they change nothing, left out and told by {@link #tell}. All flags
 * that are refused or unknown end in one message. The answers are those of {@link FlagTable}.
 */
final class FairseqArguments {
  /** Flags that are answered whatever else there is. */
  private static final Set<String> HELP = Set.of("-h", "--help");

  private final CommandLine command;
  private final FlagTable table;
  private final Map<String, OptionSpec> options = new HashMap<>();
  private final FlagProblems problems;

  /** Reasons, each with the flags that have no effect for it. */
  private final Map<String, Set<String>> idle = new LinkedHashMap<>();

  private FairseqArguments(CommandLine command, FlagTable table) {
    this.command = command;
    this.table = table;
    command
        .getCommandSpec()
        .options()
        .forEach(option -> Arrays.stream(option.names()).forEach(n -> options.put(n, option)));
    options.putAll(command.getCommandSpec().negatedOptionsMap());
    this.problems = new FlagProblems(options.keySet());
  }

  /**
   * Prepares for the command that is named among the arguments.
   *
   * @param root the parser
   * @param arguments what was typed
   * @return nothing where it is none of fairseq's commands
   */
  static Optional<FairseqArguments> of(CommandLine root, String[] arguments) {
    return commandOf(root, arguments)
        .filter(command -> FlagTable.commands().contains(command.getCommandName()))
        .map(command -> new FairseqArguments(command, FlagTable.load()));
  }

  private static Optional<CommandLine> commandOf(CommandLine root, String[] arguments) {
    return Arrays.stream(arguments)
        .filter(root.getSubcommands()::containsKey)
        .findFirst()
        .map(root.getSubcommands()::get);
  }

  /** Returns whether fairseq's command has a flag that the program's parser does not know. */
  boolean knows(String flag) {
    return !options.containsKey(flag) && table.find(command.getCommandName(), flag).isPresent();
  }

  /** Returns whether a flag of fairseq's is followed by no value. */
  boolean isSwitch(String flag) {
    return table
        .find(command.getCommandName(), flag)
        .map(FairseqFlag::values)
        .filter(values -> values == FairseqFlag.Values.NONE)
        .isPresent();
  }

  /**
   * Makes a whole command line the program's own.
   *
   * @param arguments what was typed
   * @return the arguments for the parser
   * @throws ParameterException naming all flags that cannot be used
   */
  String[] read(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    if (words.stream().anyMatch(HELP::contains)) {
      return arguments;
    }
    int first = words.indexOf(command.getCommandName()) + 1;
    List<String> read = new ArrayList<>(words.subList(0, first));
    read.addAll(read(words.subList(first, words.size())));
    return read.toArray(String[]::new);
  }

  /**
   * Makes the arguments of the command the program's own.
   *
   * @param words arguments behind the command's name
   * @throws ParameterException naming all flags that cannot be used
   */
  List<String> read(List<String> words) {
    List<String> read = new Reader(words).read();
    if (!problems.isEmpty()) {
      throw new ParameterException(command, problems.message());
    }
    return read;
  }

  /** Says in one line which flags were left out because they change nothing. */
  void tell() {
    if (!idle.isEmpty()) {
      String flags =
          idle.entrySet().stream()
              .map(
                  entry -> "%s (%s)".formatted(String.join(", ", entry.getValue()), entry.getKey()))
              .collect(joining("; "));
      command
          .getErr()
          .printf("%s: without effect here: %s%n", command.getCommandSpec().qualifiedName(), flags);
    }
  }

  private void addIdle(String flag, String reason) {
    idle.computeIfAbsent(reason, first -> new LinkedHashSet<>()).add(flag);
  }

  private static boolean isFlag(String word) {
    return word.length() > 1 && word.charAt(0) == '-' && !NumberConverters.isNumber(word);
  }

  /** Goes through the words once. */
  private final class Reader {
    private final List<String> words;
    private final List<String> read = new ArrayList<>();
    private int next;

    Reader(List<String> words) {
      this.words = words;
    }

    List<String> read() {
      while (next < words.size()) {
        String word = words.get(next++);
        if (word.equals("--")) {
          read.addAll(words.subList(next - 1, words.size()));
          break;
        }
        if (isFlag(word)) {
          readFlag(word);
        } else {
          read.add(word);
        }
      }
      return read;
    }

    private void readFlag(String word) {
      String[] parts = word.split("=", 2);
      String name = spelled(parts[0]);
      List<String> values = new ArrayList<>(Arrays.asList(parts).subList(1, parts.length));
      Optional<FairseqFlag> foreign = foreign(name);
      if (foreign.isPresent()) {
        takeValues(values, foreign.get());
        answer(foreign.get(), values);
      } else if (options.containsKey(name)) {
        readOption(name, options.get(name), values);
      } else if (isGluedToValue(word)) {
        read.add(word);
      } else {
        problems.addUnknown(parts[0]);
      }
    }

    /** A flag, be it written out or not, that is not the program's own. */
    private Optional<FairseqFlag> foreign(String name) {
      Optional<FairseqFlag> found = table.find(command.getCommandName(), name);
      if (found.isEmpty()
          && name.startsWith("--")
          && options.keySet().stream().noneMatch(own -> own.startsWith(name))) {
        found = table.findByBeginning(command.getCommandName(), name);
      }
      return found.filter(this::applies);
    }

    /** fairseq's names have underscores inside of programs, and users bring them along. */
    private String spelled(String typed) {
      String hyphens = typed.replace('_', '-');
      return options.containsKey(hyphens) || knows(hyphens) ? hyphens : typed;
    }

    /** Whether a row says something that the program's own parser does not do. */
    private boolean applies(FairseqFlag flag) {
      if (flag.answer() instanceof Answer.Renamed renamed && !renamed.beside().isEmpty()) {
        return words.stream()
            .map(word -> word.split("=", 2)[0])
            .anyMatch(renamed.beside()::contains);
      }
      return !(flag.answer() instanceof Answer.Same);
    }

    /** A short flag with its value, such as {@code -sde}, is the parser's to take apart. */
    private boolean isGluedToValue(String word) {
      return !word.startsWith("--") && options.containsKey(word.substring(0, 2));
    }

    private void readOption(String name, OptionSpec option, List<String> values) {
      boolean attached = !values.isEmpty();
      int least = option.arity().min();
      int most = attached ? 1 : option.arity().max();
      while (next < words.size()
          && (values.size() < least || (values.size() < most && !isFlag(words.get(next))))) {
        values.add(words.get(next++));
      }
      List<String> shown = values;
      if (NumberLists.isList(option) && !values.isEmpty()) {
        while (next < words.size() && NumberLists.goesOn(values, words.get(next))) {
          values.add(words.get(next++));
        }
        shown = List.of(NumberLists.join(values));
      }
      if (attached) {
        read.add(name + "=" + String.join(" ", shown));
      } else {
        read.add(name);
        read.addAll(shown);
      }
    }

    private void takeValues(List<String> values, FairseqFlag flag) {
      FairseqFlag.Values kind = flag.values();
      boolean attached = !values.isEmpty();
      int most = attached ? 1 : kind.most();
      while (next < words.size()
          && values.size() < most
          && (values.size() < kind.least() || !isFlag(words.get(next)))
          && kind.accepts(words.get(next))) {
        values.add(words.get(next++));
      }
    }

    private void answer(FairseqFlag flag, List<String> values) {
      String value = values.isEmpty() ? null : String.join(" ", values);
      if (flag.answer() instanceof Answer.Renamed renamed) {
        read.addAll(renamed.words());
        read.addAll(values);
      } else if (flag.answer() instanceof Answer.NoEffect noEffect && noEffect.takes(value)) {
        // Of some values the reason says why others are refused.
        boolean any = noEffect.values().isEmpty();
        addIdle(
            any ? flag.name() : flag.name() + " " + value, any ? flag.text() : "it is so anyway");
      } else if (flag.answer() instanceof Answer.NoEffect && value != null) {
        problems.addRefused(flag.name() + " " + value, flag.reason(value));
      } else {
        problems.addRefused(flag.name(), flag.reason(value));
      }
    }
  }
}
