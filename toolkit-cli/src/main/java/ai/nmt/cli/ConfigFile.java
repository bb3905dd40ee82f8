package ai.nmt.cli;

import ai.nmt.cli.option.FlagSettings;
import ai.nmt.cli.option.TypedText;
import ai.nmt.io.ByteOrderMark;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Settings from a file ({@code --config}): YAML whose keys are the command's flags without dashes.
 *
 * <p>They become arguments before the ones that were typed, so that both are checked by the same
 * rules; a flag that was typed makes the file's value void. All values are read as text: {@code no}
 * is a language.
 */
final class ConfigFile {
  private static final String FLAG = "--config";

  private final Path file;
  private final ParseResult typed;
  private final Optional<FairseqArguments> fairseq;
  private final List<String> problems = new ArrayList<>();

  private ConfigFile(Path file, ParseResult typed, Optional<FairseqArguments> fairseq) {
    this.file = file;
    this.typed = typed;
    this.fairseq = fairseq;
  }

  /**
   * Puts the settings of the file that {@code --config} names among the arguments.
   *
   * @param probe makes a parser that is not used for anything else
   * @param arguments what was typed
   * @param fairseq what makes flags of fairseq's the program's own, where the command has such
   * @return the arguments; as they were where there is no file
   * @throws InputException if the file cannot be read, is no YAML, or has unknown keys
   */
  static String[] expand(
      Supplier<CommandLine> probe, String[] arguments, Optional<FairseqArguments> fairseq) {
    if (Stream.of(arguments).noneMatch(a -> a.equals(FLAG) || a.startsWith(FLAG + "="))) {
      return arguments;
    }
    ParseResult typed = parseLeniently(probe.get(), arguments);
    OptionSpec option = typed == null ? null : typed.matchedOption(FLAG);
    if (option == null || option.getValue() == null) {
      return arguments;
    }
    List<String> expanded = new ArrayList<>(Arrays.asList(arguments));
    int command = expanded.indexOf(typed.commandSpec().name());
    List<String> settings = new ConfigFile(option.getValue(), typed, fairseq).arguments();
    expanded.addAll(command + 1, fairseq.isPresent() ? fairseq.get().read(settings) : settings);
    return expanded.toArray(String[]::new);
  }

  /** What a message about arguments has to add where some of them may come from a file. */
  static String mention(String[] arguments) {
    List<String> all = Arrays.asList(arguments);
    int flag = all.lastIndexOf(FLAG);
    if (flag >= 0 && flag + 1 < all.size()) {
      return " (Values may come from %s %s.)".formatted(FLAG, all.get(flag + 1));
    }
    return all.stream()
        .filter(argument -> argument.startsWith(FLAG + "="))
        .reduce((first, last) -> last)
        .map(" (Values may come from %s.)"::formatted)
        .orElse("");
  }

  /** What a command got; null where none was named. Mistakes are left to the parser proper. */
  private static ParseResult parseLeniently(CommandLine probe, String[] arguments) {
    probe.getCommandSpec().parser().collectErrors(true);
    probe
        .getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().parser().collectErrors(true));
    return probe.parseArgs(arguments).subcommand();
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    Map<ArgSpec, String> seen = new HashMap<>();
    read()
        .forEach(
            (key, value) -> {
              String name = key.toString();
              Optional<ArgSpec> found = find(name);
              if (found.isEmpty() && isFairseqs(name)) {
                addFairseqs(flag(name), value, arguments);
              } else if (found.isEmpty()) {
                problems.add("unknown key '%s'.%s".formatted(name, suggestion(name)));
              } else if (seen.putIfAbsent(found.get(), name) != null) {
                problems.add("'%s' is set by '%s' already.".formatted(name, seen.get(found.get())));
              } else {
                add(found.get(), name, value, arguments);
              }
            });
    if (!problems.isEmpty()) {
      throw new InputException(
          "%s (given as %s): %s".formatted(file, FLAG, String.join(" ", problems)));
    }
    return arguments;
  }

  private Map<?, ?> read() {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new FailsafeSchema()).setLabel(file.toString()).build();
    try {
      // Asked for the one document, the library fails where there is none.
      Iterator<Object> documents =
          new Load(settings)
              .loadAllFromString(ByteOrderMark.dropped(Files.readString(file), file.toString()))
              .iterator();
      if (documents.hasNext() && documents.next() instanceof Map<?, ?> map) {
        if (documents.hasNext()) {
          throw new InputException("%s holds several documents; expected one".formatted(file));
        }
        return map;
      }
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    } catch (YamlEngineException e) {
      throw new InputException("%s is no YAML: %s".formatted(file, e.getMessage()), e);
    }
    throw new InputException(
        "%s is no configuration: expected lines such as 'max-tokens: 4000'".formatted(file));
  }

  private Optional<ArgSpec> find(String key) {
    CommandSpec command = typed.commandSpec();
    String name = flag(key).substring(2);
    OptionSpec option = command.findOption("--" + name);
    if (option != null) {
      return FlagSettings.isSetting(option) ? Optional.of(option) : Optional.empty();
    }
    return command.positionalParameters().stream()
        .filter(argument -> FlagSettings.name(argument).equals(name))
        .map(ArgSpec.class::cast)
        .findFirst();
  }

  private static String flag(String key) {
    return "--" + key.replace('_', '-').replaceFirst("^-+", "");
  }

  private boolean isFairseqs(String key) {
    return fairseq.filter(known -> known.knows(flag(key))).isPresent();
  }

  /** A flag of fairseq's alone becomes the argument that is answered like a typed one. */
  private void addFairseqs(String flag, Object value, List<String> arguments) {
    String text = String.valueOf(value);
    boolean unset = text.isEmpty() || text.equals("null") || text.equals("~");
    boolean off = text.equals("false") && fairseq.filter(f -> f.isSwitch(flag)).isPresent();
    if (!unset && !off) {
      arguments.add(text.equals("true") ? flag : flag + "=" + text);
    }
  }

  private String suggestion(String key) {
    CommandSpec command = typed.commandSpec();
    Stream<String> names =
        Stream.concat(
            command.positionalParameters().stream().map(FlagSettings::name),
            command.options().stream()
                .filter(FlagSettings::isSetting)
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"))
                .map(name -> name.substring(2)));
    return NearestMatch.of(key, names)
        .map(" Did you mean '%s'?"::formatted)
        .orElse(" 'nmt %s --help' lists the flags.".formatted(command.name()));
  }

  private void add(ArgSpec argument, String key, Object value, List<String> arguments) {
    if (value instanceof Map || (value instanceof Collection<?> several && !isFlat(several))) {
      problems.add("'%s' takes a value or a list of values, not a nested one.".formatted(key));
      return;
    }
    String text =
        value instanceof Collection<?> several
            ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
            : String.valueOf(value);
    boolean unset = text.isEmpty() || text.equals("null") || text.equals("~");
    if (unset || wasTyped(argument) || text.equals(initial(argument))) {
      return;
    }
    if (!(argument instanceof OptionSpec option)) {
      arguments.add(text);
    } else if (option.arity().max() > 0) {
      arguments.add(option.longestName() + "=" + text);
    } else if (text.equals("true")) {
      arguments.add(option.longestName());
    } else if (!text.equals("false")) {
      problems.add("'%s' is '%s', but it takes true or false.".formatted(key, text));
    }
  }

  /** The value without the file, as --print-config writes it; a file of it gives nothing anew. */
  private static String initial(ArgSpec argument) {
    Object value = argument.initialValue();
    return value instanceof Collection<?> several
        ? several.stream().map(TypedText::plain).collect(Collectors.joining(","))
        : TypedText.plain(value);
  }

  private static boolean isFlat(Collection<?> values) {
    return values.stream().noneMatch(v -> v instanceof Map || v instanceof Collection);
  }

  private boolean wasTyped(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? typed.hasMatchedOption(option)
        : typed.matchedPositionals().contains(argument);
  }
}
