package ai.nmt.cli;

import ai.nmt.cli.option.HelpGroup;
import ai.nmt.cli.option.InGroup;
import ai.nmt.cli.option.PresetDefaults;
import ai.nmt.cli.option.TypedText;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The flags in a command's help: by the groups that {@link InGroup} says, with their defaults as
 * they are typed. Where a preset decides about defaults, they are those of the preset that is
 * chosen beside {@code --help}.
 */
final class CommandHelp {
  private static final int LEAST_WIDTH = 60;

  private static final int DEFAULT_WIDTH = 80;

  /** In a row of a flag: mark, short name, comma, long name, description. */
  private static final int DESCRIPTION = 4;

  private static final int LEAST_DESCRIPTION = 37;

  /** What lines of a description begin with behind its first one. */
  private static final String CONTINUED = "  ";

  private final CommandSpec command;

  /** The preset's values by flag. */
  private final Map<String, Object> preset = new HashMap<>();

  /** What chose the preset, by the group whose defaults it decides. */
  private final Map<HelpGroup, String> presets = new EnumMap<>(HelpGroup.class);

  private CommandHelp(CommandSpec command) {
    this.command = command;
    readPresets(command);
  }

  /** Makes the help of a command, not of its subcommands, list flags and arguments this way. */
  static void describeFlags(CommandLine commandLine) {
    Map<String, CommandLine.IHelpSectionRenderer> sections =
        new LinkedHashMap<>(commandLine.getHelpSectionMap());
    sections.put(
        UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
        help -> new CommandHelp(help.commandSpec()).arguments(help));
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
    sections.put(
        UsageMessageSpec.SECTION_KEY_OPTION_LIST,
        help -> new CommandHelp(help.commandSpec()).options(help));
    commandLine.setHelpSectionMap(sections);
  }

  /** The columns of the terminal, as the launcher or else the environment tells, within reason. */
  static int width() {
    return Stream.of(System.getProperty("nmt.columns"), System.getenv("COLUMNS"))
        .filter(columns -> columns != null && columns.matches("[1-9]\\d{0,3}"))
        .findFirst()
        .map(columns -> Math.max(LEAST_WIDTH, Integer.parseInt(columns)))
        .orElse(DEFAULT_WIDTH);
  }

  /** Returns the flags that the help shows, by group and in their order. */
  static Map<HelpGroup, List<OptionSpec>> groups(CommandSpec command) {
    Map<HelpGroup, List<OptionSpec>> groups = new EnumMap<>(HelpGroup.class);
    command.options().stream()
        .filter(option -> !option.hidden())
        .sorted(Comparator.comparingInt(OptionSpec::order))
        .forEach(
            option -> groups.computeIfAbsent(groupOf(option), g -> new ArrayList<>()).add(option));
    return groups;
  }

  private static HelpGroup groupOf(OptionSpec option) {
    return declaredGroup(option).orElse(HelpGroup.GENERAL);
  }

  /** Returns the group that stands beside an option or its class. */
  static Optional<HelpGroup> declaredGroup(OptionSpec option) {
    if (!(option.userObject() instanceof Field field)) {
      return Optional.empty();
    }
    Class<?> holder = field.getDeclaringClass();
    return Stream.<AnnotatedElement>of(field, holder, outermost(holder))
        .map(element -> element.getAnnotation(InGroup.class))
        .filter(group -> group != null)
        .map(InGroup::value)
        .findFirst();
  }

  private static Class<?> outermost(Class<?> holder) {
    return holder.getEnclosingClass() == null ? holder : outermost(holder.getEnclosingClass());
  }

  /** Returns the default that the help shows of a flag or argument. */
  static Optional<String> shownDefault(CommandSpec command, ArgSpec argument) {
    return new CommandHelp(command).defaultOf(argument);
  }

  private void readPresets(CommandSpec holder) {
    for (CommandSpec mixin : holder.mixins().values()) {
      if (mixin.userObject() instanceof PresetDefaults defaults) {
        preset.putAll(defaults.presetDefaults());
        presets.put(defaults.presetGroup(), defaults.preset());
      }
      readPresets(mixin);
    }
  }

  private String options(Help help) {
    Map<HelpGroup, List<OptionSpec>> groups = groups(command);
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (group, options) -> {
          String title = groups.size() == 1 ? "Options" : group.title();
          String from =
              presets.containsKey(group) ? " (defaults of %s)".formatted(presets.get(group)) : "";
          Layout layout = layout(help);
          layout.addOptions(options, help.createDefaultParamLabelRenderer());
          text.append("%n%s%s:%n%s".formatted(title, from, layout));
        });
    return text.toString();
  }

  private String arguments(Help help) {
    Layout layout = layout(help);
    layout.addAllPositionalParameters(
        command.positionalParameters(), help.createDefaultParamLabelRenderer());
    return layout.toString();
  }

  private Layout layout(Help help) {
    TextTable table = table(help);
    int width = table.columns()[DESCRIPTION].width - table.columns()[DESCRIPTION].indent;
    return new Layout(
        help.colorScheme(),
        table,
        (option, label, colors) ->
            complete(
                help.createDefaultOptionRenderer().render(option, label, colors), option, width),
        (argument, label, colors) ->
            complete(
                help.createDefaultParameterRenderer().render(argument, label, colors),
                argument,
                width));
  }

  /** The usual columns, but in narrow terminals a description has room for the longest word. */
  private static TextTable table(Help help) {
    Column[] usual = help.createDefaultLayout().textTable().columns();
    int width = Stream.of(usual).mapToInt(column -> column.width).sum();
    int names = Stream.of(usual).limit(DESCRIPTION).mapToInt(column -> column.width).sum();
    int moved = Math.max(0, names + LEAST_DESCRIPTION - width);
    Column[] columns = usual.clone();
    columns[DESCRIPTION - 1] = resized(usual[DESCRIPTION - 1], -moved);
    columns[DESCRIPTION] = resized(usual[DESCRIPTION], moved);
    return TextTable.forColumns(help.colorScheme(), columns);
  }

  private static Column resized(Column column, int by) {
    return new Column(column.width + by, column.indent, column.overflow);
  }

  /** Adds the default to the last row of a flag, and breaks rows between words. */
  private Text[][] complete(Text[][] rows, ArgSpec argument, int width) {
    List<Text[]> complete = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      List<String> words = new ArrayList<>(words(rows[row][DESCRIPTION].plainString()));
      if (row == rows.length - 1) {
        words.addAll(note(argument, width - CONTINUED.length()));
      }
      Text empty = rows[row][DESCRIPTION].substring(0, 0);
      String indent = "";
      for (String line : wrap(words, width)) {
        Text[] columns = rows[row].clone();
        if (!indent.isEmpty()) {
          Arrays.fill(columns, empty);
        }
        columns[DESCRIPTION] = empty.concat(indent + line);
        complete.add(columns);
        indent = CONTINUED;
      }
    }
    return complete.toArray(Text[][]::new);
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** What stands behind the description, on one line where that is wide enough. */
  private List<String> note(ArgSpec argument, int width) {
    Optional<String> value = defaultOf(argument);
    if (value.isEmpty()) {
      return isOnInPreset(argument) ? List.of("(on in this preset)") : List.of();
    }
    String note = "(default: %s)".formatted(value.get());
    return note.length() <= width ? List.of(note) : words(note);
  }

  /** Fills lines with whole words; lines behind the first leave room for their indentation. */
  private static List<String> wrap(List<String> words, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      int room = width - (lines.isEmpty() ? 0 : CONTINUED.length());
      if (line.length() > 0 && line.length() + 1 + word.length() > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private Optional<String> defaultOf(ArgSpec argument) {
    boolean isSwitch = argument.arity().max() == 0;
    Optional<Object> chosen = presetValue(argument).filter(value -> !isSwitch);
    return chosen.isPresent()
        ? TypedText.of(argument, chosen.get())
        : TypedText.defaultOf(argument);
  }

  private boolean isOnInPreset(ArgSpec argument) {
    return presetValue(argument).filter(Boolean.TRUE::equals).isPresent();
  }

  private Optional<Object> presetValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? Stream.of(option.names()).filter(preset::containsKey).findFirst().map(preset::get)
        : Optional.empty();
  }
}
