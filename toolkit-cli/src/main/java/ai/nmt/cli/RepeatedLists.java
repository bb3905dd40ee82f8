package ai.nmt.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Of flags whose values are lists with commas, such as {@code --lr 0.1,0.2}, lets the last one
 * count, as it does for all other flags; the parser alone would append its values to those of the
 * earlier ones, of an argument file for example.
 */
final class RepeatedLists {
  private RepeatedLists() {}

  /**
   * Leaves out what a later argument replaces.
   *
   * @param root the parser
   * @param arguments the arguments of a command
   * @return the arguments that count, in their order
   */
  static String[] keepLast(CommandLine root, String[] arguments) {
    CommandSpec command = command(root, arguments);
    if (command == null) {
      return arguments;
    }
    Deque<String> kept = new ArrayDeque<>();
    Set<OptionSpec> seen = new HashSet<>();
    for (int i = arguments.length - 1; i >= 0; i--) {
      String[] parts = arguments[i].split("=", 2);
      OptionSpec option = command.findOption(parts[0]);
      if (option == null || !isList(option) || seen.add(option)) {
        kept.addFirst(arguments[i]);
      } else if (parts.length == 1) {
        // The value of the flag that does not count is the argument behind it.
        kept.removeFirst();
      }
    }
    return kept.toArray(String[]::new);
  }

  private static CommandSpec command(CommandLine root, String[] arguments) {
    for (String argument : arguments) {
      CommandLine command = root.getSubcommands().get(argument);
      if (command != null) {
        return command.getCommandSpec();
      }
    }
    return null;
  }

  private static boolean isList(OptionSpec option) {
    return option.typeInfo().isCollection()
        && !option.splitRegex().isEmpty()
        && option.arity().max() == 1;
  }
}
