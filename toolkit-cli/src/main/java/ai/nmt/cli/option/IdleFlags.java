package ai.nmt.cli.option;

import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Warns of flags that were given, but have no effect with what others say ({@link OnlyWith}). */
public final class IdleFlags {

  /** Values that leave a flag off, or a limit away. */
  private static final Set<String> OFF = Set.of("false", "0", "0.0", "-1", "-1.0");

  private IdleFlags() {}

  /** Warns in one line of all such flags of a command. */
  public static void tell(ParseResult parsed) {
    if (parsed.hasSubcommand()) {
      tell(parsed.subcommand());
      return;
    }
    List<String> idle =
        parsed.matchedOptions().stream()
            .distinct()
            .filter(IdleFlags::isOn)
            .flatMap(option -> idle(option, parsed).stream())
            .toList();
    if (!idle.isEmpty()) {
      // Starting the log costs half a second, which commands with nothing to say are spared.
      LoggerFactory.getLogger(IdleFlags.class)
          .warn("{}: {}", parsed.commandSpec().qualifiedName(), String.join("; ", idle));
    }
  }

  private static Optional<String> idle(OptionSpec option, ParseResult parsed) {
    return Optional.ofNullable(option.userObject())
        .filter(AnnotatedElement.class::isInstance)
        .map(field -> ((AnnotatedElement) field).getAnnotation(OnlyWith.class))
        .flatMap(only -> reason(only, parsed))
        .map(reason -> "%s has no effect %s".formatted(shown(option), reason));
  }

  /** What stands in the way; empty where the option has its effect. */
  private static Optional<String> reason(OnlyWith only, ParseResult parsed) {
    List<OptionSpec> others = Stream.of(only.flag()).map(parsed.commandSpec()::findOption).toList();
    if (only.absent()) {
      return others.stream()
          .filter(IdleFlags::isOn)
          .findFirst()
          .map(other -> "with " + other.longestName());
    }
    if (only.value().length == 0) {
      return others.stream().anyMatch(IdleFlags::isOn)
          ? Optional.empty()
          : Optional.of("without " + listed(List.of(only.flag()), "or"));
    }
    List<String> effective = List.of(only.value());
    OptionSpec other = others.get(0);
    List<String> chosen = texts(other).toList();
    return chosen.stream().anyMatch(effective::contains)
        ? Optional.empty()
        : Optional.of(
            "with %s %s: it belongs to %s"
                .formatted(
                    other.longestName(), String.join(" ", chosen), listed(effective, "and")));
  }

  private static boolean isOn(OptionSpec option) {
    return texts(option).anyMatch(text -> !OFF.contains(text));
  }

  /** The values of a flag as they are typed; none where there is none. */
  private static Stream<String> texts(OptionSpec option) {
    Object value = option.getValue();
    if (value instanceof Collection<?> several) {
      return several.stream().map(String::valueOf);
    }
    return Stream.ofNullable(value).map(String::valueOf);
  }

  private static String shown(OptionSpec option) {
    return Stream.of(option.names())
        .filter(name -> name.startsWith("--"))
        .findFirst()
        .orElse(option.longestName());
  }

  private static String listed(List<String> names, String word) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " " + word + " " + names.get(last);
  }
}
