package ai.nmt.cli;

import ai.nmt.cli.fairseq.Answer;
import ai.nmt.cli.fairseq.FlagTable;
import ai.nmt.cli.option.ArgumentValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with arguments: all at once, with flags as they were typed and expected values in
 * words that are not Java's.
 */
final class ArgumentErrors {
  private final List<String> typed;

  /**
   * Prepares for a command line.
   *
   * @param typed its words, before anything else was made of them
   */
  ArgumentErrors(List<String> typed) {
    this.typed = List.copyOf(typed);
  }

  /**
   * Describes what the parser found.
   *
   * @param error the first thing that it found
   * @param arguments what it was given
   */
  String describe(ParameterException error, String[] arguments) {
    List<String> all =
        all(error.getCommandLine().getCommandSpec().root().commandLine(), arguments).stream()
            .map(this::describe)
            .distinct()
            .toList();
    if (all.size() < 2) {
      return describe(error);
    }
    StringBuilder message = new StringBuilder("several arguments cannot be used:");
    all.forEach(each -> message.append("%n  ".formatted()).append(each));
    return message.toString();
  }

  /** Parses once more, but past errors. */
  private static List<ParameterException> all(CommandLine root, String[] arguments) {
    collectErrors(root);
    List<ParameterException> errors = new ArrayList<>();
    for (ParseResult parsed = root.parseArgs(arguments);
        parsed != null;
        parsed = parsed.hasSubcommand() ? parsed.subcommand() : null) {
      parsed.errors().stream()
          .filter(ParameterException.class::isInstance)
          .map(ParameterException.class::cast)
          .forEach(errors::add);
      errors.addAll(wrongChoices(parsed));
    }
    if (errors.stream().anyMatch(ArgumentErrors::isWrongPlace)) {
      // Behind it the parser is out of step: it misses what is there and takes it for too much.
      errors.removeIf(
          error ->
              error instanceof MissingParameterException
                  || error instanceof UnmatchedArgumentException);
    }
    return errors;
  }

  private static boolean isWrongPlace(ParameterException error) {
    return error.getArgSpec() != null && error.getArgSpec().isPositional();
  }

  private static void collectErrors(CommandLine command) {
    command.getCommandSpec().parser().collectErrors(true);
    command.getSubcommands().values().forEach(ArgumentErrors::collectErrors);
  }

  /** Finds options of a command whose help names all choices, but whose plain text is none. */
  static List<ParameterException> wrongChoices(ParseResult parsed) {
    List<ParameterException> wrong = new ArrayList<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      if (option.completionCandidates() != null
          && option.getValue() instanceof String value
          && !ArgumentValues.choices(option).contains(value)) {
        wrong.add(
            new ParameterException(
                parsed.commandSpec().commandLine(), "not a choice", null, option, value));
      }
    }
    return wrong;
  }

  private String describe(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      return describe(unmatched);
    }
    if (error instanceof MissingParameterException missing && missing.getMissing().size() == 1) {
      return describe(missing, missing.getMissing().get(0));
    }
    ArgSpec argument = error.getArgSpec();
    if (argument == null) {
      return error.getMessage();
    }
    String name = name(argument, error);
    if (argument.arity().max() == 0) {
      return "%s takes no value; leave '%s' out.".formatted(name, valueOfSwitch(name));
    }
    if (error.getValue() == null) {
      return needsValue(name, argument);
    }
    List<String> choices = ArgumentValues.choices(argument);
    if (!choices.isEmpty()) {
      return "'%s' is not a value of %s; it takes one of: %s.%s"
          .formatted(
              error.getValue(),
              name,
              String.join(", ", choices),
              suggestion(error.getValue(), choices.stream()));
    }
    return error.getCause() instanceof TypeConversionException known
        ? "%s: %s.".formatted(name, known.getMessage())
        : "%s: '%s' is not %s.".formatted(name, error.getValue(), expected(argument));
  }

  /** An option that is there lacks its value; another argument is not there at all. */
  private String describe(MissingParameterException error, ArgSpec argument) {
    String command = error.getCommandLine().getCommandName();
    return argument instanceof OptionSpec option
            && typed.stream().anyMatch(word -> typedName(option, command, word).isPresent())
        ? needsValue(name(argument, error), argument)
        : error.getMessage() + ".";
  }

  private static String needsValue(String name, ArgSpec argument) {
    return "%s needs a value: %s.".formatted(name, expected(argument));
  }

  private String valueOfSwitch(String name) {
    return typed.stream()
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length()))
        .reduce((first, last) -> last)
        .orElse("its value");
  }

  private static String describe(UnmatchedArgumentException error) {
    CommandSpec spec = error.getCommandLine().getCommandSpec();
    FlagProblems flags =
        new FlagProblems(
            spec.options().stream().flatMap(option -> Stream.of(option.names())).toList());
    error.getUnmatched().stream()
        .filter(word -> word.startsWith("-"))
        .forEach(word -> flags.addUnknown(word.split("=", 2)[0]));
    if (!flags.isEmpty()) {
      return flags.message();
    }
    String argument = error.getUnmatched().get(0);
    if (!spec.subcommands().isEmpty()) {
      String near = suggestion(argument, spec.subcommands().keySet().stream());
      return "unknown command '%s'.%s".formatted(argument, near);
    }
    return "unexpected argument '%s'.".formatted(argument);
  }

  private static String suggestion(String word, Stream<String> candidates) {
    return NearestMatch.of(word, candidates).map(" Did you mean '%s'?"::formatted).orElse("");
  }

  private static String expected(ArgSpec argument) {
    List<String> choices = ArgumentValues.choices(argument);
    Class<?> type = argument.auxiliaryTypes()[0];
    if (!choices.isEmpty()) {
      return "one of " + String.join(", ", choices);
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (Stream.of(int.class, Integer.class, long.class, Long.class).anyMatch(type::equals)) {
      return "a whole number";
    }
    if (type == char.class || type == Character.class) {
      return "one character";
    }
    if (ArgumentValues.isFolder(argument)) {
      return "a folder";
    }
    return ArgumentValues.isFile(argument) ? "a file" : argument.paramLabel();
  }

  private String name(ArgSpec argument, ParameterException error) {
    if (!(argument instanceof OptionSpec option)) {
      return argument.paramLabel();
    }
    String command = error.getCommandLine().getCommandName();
    List<String> names = new ArrayList<>();
    List<String> withValue = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      Optional<String> name = typedName(option, command, typed.get(i));
      if (name.isPresent()) {
        names.add(name.get());
        if (error.getValue() != null && holds(i, error.getValue())) {
          withValue.add(name.get());
        }
      }
    }
    List<String> best = withValue.isEmpty() ? names : withValue;
    return best.isEmpty() ? option.longestName() : best.get(best.size() - 1);
  }

  /** Whether a value stands behind the flag in a word: within it, or as the next one. */
  private boolean holds(int word, String value) {
    String flag = typed.get(word);
    String behind =
        flag.contains("=")
            ? flag.substring(flag.indexOf('=') + 1)
            : word + 1 < typed.size() ? typed.get(word + 1) : "";
    return behind.equals(value) || List.of(behind.split("[\\s,()\\[\\]]+", -1)).contains(value);
  }

  /**
   * The flag in a word if it stands for an option: a name, fairseq's, with underscores, cut off.
   */
  private static Optional<String> typedName(OptionSpec option, String command, String word) {
    List<String> names = Arrays.asList(option.names());
    String flag = word.split("=", 2)[0];
    if (names.contains(flag) || names.contains(flag.replace('_', '-'))) {
      return Optional.of(flag);
    }
    if (word.matches("-[A-Za-z].+") && names.contains(word.substring(0, 2))) {
      return Optional.of(word.substring(0, 2));
    }
    FlagTable table = FlagTable.load();
    String hyphens = flag.replace('_', '-');
    boolean isFairseqs =
        flag.startsWith("--")
            && table
                .find(command, hyphens)
                .or(() -> table.findByBeginning(command, hyphens))
                .filter(found -> standsFor(found.name(), found.answer(), names))
                .isPresent();
    return isFairseqs ? Optional.of(flag) : Optional.empty();
  }

  private static boolean standsFor(String found, Answer answer, List<String> names) {
    return names.contains(found)
        || (answer instanceof Answer.Renamed renamed && names.contains(renamed.words().get(0)));
  }
}
