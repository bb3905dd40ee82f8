package ai.nmt.cli.option;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The values of all flags of a command as they are in effect: given on the command line, in a
 * configuration file, or by default.
 *
 * <p>Names are the flags' first long ones without dashes; arguments that are no flags have their
 * label's name in small letters. Values are text, lists of text, or null where nothing is set.
 */
public final class FlagSettings {
  /** Flags that say where settings come from or go to, and are none themselves. */
  private static final Set<String> ABOUT_SETTINGS = Set.of("--config", "--print-config");

  /** Text that YAML reads as it is. */
  private static final Pattern PLAIN = Pattern.compile("[\\w./+-][\\w./+:-]*(?<!:)");

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * Reads the values of a command that was parsed.
   *
   * @param command the command
   */
  public FlagSettings(CommandSpec command) {
    for (PositionalParamSpec argument : command.positionalParameters()) {
      values.put(name(argument), text(argument));
    }
    command.options().stream()
        .filter(option -> isSetting(option) && !option.hidden())
        .forEach(option -> values.put(name(option), text(option)));
  }

  /** Returns whether a flag can stand in a configuration file. */
  public static boolean isSetting(OptionSpec option) {
    return !option.usageHelp()
        && !option.versionHelp()
        && !option.inherited()
        && !ABOUT_SETTINGS.contains(option.longestName());
  }

  /** Returns the name of a flag or argument in a configuration file. */
  public static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? longName(option).substring(2)
        : argument.paramLabel().toLowerCase(Locale.ROOT);
  }

  private static String longName(OptionSpec option) {
    return Stream.of(option.names())
        .filter(name -> name.startsWith("--"))
        .findFirst()
        .orElseThrow();
  }

  private static Object text(ArgSpec argument) {
    Object value = argument.getValue();
    if (value instanceof Collection<?> several) {
      return several.stream().map(TypedText::plain).toList();
    }
    return value == null ? null : TypedText.plain(value);
  }

  /**
   * Says what a flag that was not given comes to.
   *
   * @param flag the flag with its dashes
   * @param value its value; has to be one that the flag accepts
   * @throws IllegalArgumentException where there is no such flag
   */
  public void resolve(String flag, Object value) {
    String name = flag.replaceFirst("^-+", "");
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException("there is no flag " + flag);
    }
    values.put(name, TypedText.plain(value));
  }

  /** Returns the values by name: text, lists of text, and null. */
  public Map<String, Object> values() {
    return values;
  }

  /** Returns YAML that a configuration file may consist of. */
  public String yaml() {
    StringBuilder yaml = new StringBuilder();
    values.forEach((name, value) -> yaml.append(name + ": " + yaml(value) + "\n"));
    return yaml.toString();
  }

  private static String yaml(Object value) {
    if (value instanceof List<?> several) {
      return "[" + String.join(", ", several.stream().map(FlagSettings::yaml).toList()) + "]";
    }
    String text = String.valueOf(value);
    // JSON's texts are YAML's.
    return PLAIN.matcher(text).matches() ? text : GSON.toJson(text);
  }
}
