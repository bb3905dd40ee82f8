package ai.nmt.cli.option;

import ai.nmt.io.InputException;
import ai.nmt.io.Utf8Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** sacreBLEU's flags for the texts that are compared. */
public final class ScoreInputOptions {
  private static final String STANDARD_INPUT = "standard input";

  @Parameters(
      arity = "1..*",
      paramLabel = "REF",
      showDefaultValue = Visibility.NEVER,
      description = {
        "Reference translations, a segment a line; several files are alternatives.",
        "They stand in front of -i, which takes all files behind it."
      })
  private List<Path> references = List.of();

  @Option(
      names = {"-i", "--input"},
      arity = "1..*",
      paramLabel = "HYP",
      showDefaultValue = Visibility.NEVER,
      description = {
        "Translations, a segment a line; several files are several systems.",
        "Default: standard input."
      })
  private List<Path> inputs = List.of();

  @Option(
      names = {"-nr", "--num-refs"},
      paramLabel = "N",
      description = "Number of references that one REF holds, with tabs between them.")
  private int referencesPerFile = 1;

  /**
   * How many systems are compared.
   *
   * @return the number, at least 1
   */
  public int systemCount() {
    return Math.max(1, inputs.size());
  }

  /**
   * Reads the translations.
   *
   * @return each system's lines by its name, in order
   * @throws InputException where a system is named twice or cannot be read
   */
  public Map<String, List<String>> readSystems() {
    Map<String, List<String>> systems = new LinkedHashMap<>();
    for (Path input : inputs) {
      if (systems.put(input.toString(), Utf8Lines.read(input)) != null) {
        throw new InputException(
            "--input names " + input + " twice; each system must have its own file");
      }
    }
    if (inputs.isEmpty()) {
      List<String> lines = new ArrayList<>();
      try (Utf8Lines reader = Utf8Lines.of(System.in, STANDARD_INPUT)) {
        reader.forEachRemaining(lines::add);
      }
      systems.put(STANDARD_INPUT, lines);
    }
    return systems;
  }

  /**
   * Reads the references.
   *
   * @param systems the translations, of which each must have as many lines
   * @return the lines of each reference translation
   * @throws InputException where numbers of lines or of references differ
   */
  public List<List<String>> readReferences(Map<String, List<String>> systems) {
    if (referencesPerFile < 1 || (referencesPerFile > 1 && references.size() > 1)) {
      throw new InputException(
          "--num-refs says how many references one file holds: it must be at least 1, and with"
              + " more than 1 there must be one REF");
    }
    List<List<String>> texts = new ArrayList<>();
    for (Path file : references) {
      List<String> lines = Utf8Lines.read(file);
      systems.forEach((name, hypotheses) -> checkCount(file, lines, name, hypotheses));
      texts.addAll(referencesPerFile == 1 ? List.of(lines) : split(file, lines));
    }
    return texts;
  }

  private static void checkCount(
      Path file, List<String> lines, String name, List<String> hypotheses) {
    if (lines.size() != hypotheses.size()) {
      throw new InputException(
          ("%s has %d lines, but %s has %d; line n of both must be translations of the same"
                  + " segment")
              .formatted(file, lines.size(), name, hypotheses.size()));
    }
  }

  private List<List<String>> split(Path file, List<String> lines) {
    List<List<String>> texts = new ArrayList<>();
    for (int r = 0; r < referencesPerFile; r++) {
      texts.add(new ArrayList<>());
    }
    for (int i = 0; i < lines.size(); i++) {
      String[] columns = lines.get(i).split("\t", -1);
      if (columns.length != referencesPerFile) {
        throw new InputException(
            "%s, line %d: %d references between tabs, but --num-refs is %d"
                .formatted(file, i + 1, columns.length, referencesPerFile));
      }
      for (int r = 0; r < referencesPerFile; r++) {
        texts.get(r).add(columns[r]);
      }
    }
    return texts;
  }
}
