package ai.nmt.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;

/** What options and arguments take, as far as it can be listed. */
public final class ArgumentValues {
  /** Labels of folders. */
  private static final Set<String> FOLDERS =
      Set.of("DATA", "DIR", "FOLDER", "LOGS", "OUT_DIR", "SAVE_DIR");

  /** Labels of files, or of what their names begin with, beside those of the type of a path. */
  private static final Set<String> FILES = Set.of("CLEAN", "CORPUS", "FILE", "PREFIX");

  private ArgumentValues() {}

  /** Returns the values that an argument chooses from; none where they cannot be listed. */
  public static List<String> choices(ArgSpec argument) {
    Class<?> type = argument.auxiliaryTypes()[0];
    if (type == boolean.class || type == Boolean.class) {
      return argument.arity().max() == 0 ? List.of() : List.of("True", "False");
    }
    return argument.completionCandidates() == null
        ? List.of()
        : StreamSupport.stream(argument.completionCandidates().spliterator(), false).toList();
  }

  /** Returns whether an argument is a folder. */
  public static boolean isFolder(ArgSpec argument) {
    return FOLDERS.contains(argument.paramLabel());
  }

  /** Returns whether an argument is a file, or the beginning of files' names. */
  public static boolean isFile(ArgSpec argument) {
    return !isFolder(argument)
        && (argument.auxiliaryTypes()[0] == Path.class || FILES.contains(argument.paramLabel()));
  }
}
