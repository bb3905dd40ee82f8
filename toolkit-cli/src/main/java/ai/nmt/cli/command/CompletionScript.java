package ai.nmt.cli.command;

import ai.nmt.cli.option.ArgumentValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A script for shells that completes commands, flags, their values, files and folders. */
final class CompletionScript {
  private final List<String> commands = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  private CompletionScript(CommandLine root) {
    add("", root);
  }

  /** Returns the script for a command and all below it. */
  static String of(CommandLine root) {
    CompletionScript script = new CompletionScript(root);
    return template()
        .replace("{commands}", String.join("\n", script.commands))
        .replace("{flags}", String.join("\n", script.flags))
        .replace("{values}", String.join("\n", script.values));
  }

  private static String template() {
    try (InputStream in = CompletionScript.class.getResourceAsStream("completion.bash")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String path, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    List<OptionSpec> options = spec.options().stream().filter(o -> !o.hidden()).toList();
    Stream<String> names =
        Stream.concat(
            options.stream().flatMap(option -> Stream.of(option.names())),
            spec.negatedOptionsMap().keySet().stream());
    flags.add(branch(quoted(path), String.join(" ", names.distinct().toList())));
    for (OptionSpec option : options) {
      addValues(Stream.of(option.names()).map(name -> quoted(path + " " + name)).toList(), option);
    }
    for (PositionalParamSpec argument : spec.positionalParameters()) {
      addValues(places(path, argument), argument);
    }
    if (!spec.subcommands().isEmpty()) {
      commands.add(branch(quoted(path), String.join(" ", spec.subcommands().keySet())));
      spec.subcommands()
          .forEach((name, below) -> add(path.isEmpty() ? name : path + " " + name, below));
    }
  }

  private static List<String> places(String path, PositionalParamSpec argument) {
    if (argument.index().isVariable() || argument.arity().max() > 1) {
      return List.of(quoted(path + " ") + "[0-9]*");
    }
    return List.of(quoted(path + " " + argument.index().min()));
  }

  private void addValues(List<String> patterns, ArgSpec argument) {
    if (argument.arity().max() > 0) {
      String several = argument instanceof OptionSpec && argument.arity().max() > 1 ? "+" : "";
      values.add(branch(String.join(" | ", patterns), several + kind(argument)));
    }
  }

  private static String kind(ArgSpec argument) {
    List<String> choices = ArgumentValues.choices(argument);
    if (!choices.isEmpty()) {
      return String.join(" ", choices);
    }
    if (ArgumentValues.isFolder(argument)) {
      return "@folder";
    }
    return ArgumentValues.isFile(argument) ? "@file" : "@value";
  }

  private static String branch(String pattern, String found) {
    return "    %s) found=%s ;;".formatted(pattern, quoted(found));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
