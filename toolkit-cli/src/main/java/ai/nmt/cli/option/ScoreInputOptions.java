package ai.nmt.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.InputException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** sacreBLEU's flags for the texts that are compared. */
@InGroup(HelpGroup.DATA)
public final class ScoreInputOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "REF",
      showDefaultValue = Visibility.NEVER,
      description = {
        "Reference translations, a segment a line, .gz or plain; several files are alternatives.",
        "They stand in front of -i, which takes all files behind it."
      })
  private List<Path> references = List.of();

  @Option(
      names = {"-i", "--input"},
      arity = "1..*",
      paramLabel = "HYP",
      showDefaultValue = Visibility.NEVER,
      description = {
        "Translations, a segment a line, .gz or plain; several files are several systems.",
        "Default: standard input, where tabs separate several systems."
      })
  private List<Path> inputs = List.of();

  @Option(
      names = {"-r", "--ref"},
      paramLabel = "REF",
      description =
          "The reference in fairseq-score's words: prints fairseq's BLEU of the words as they are.")
  private Path fairseqReference;

  @Option(
      names = "--sys",
      paramLabel = "HYP",
      description =
          "The translations in fairseq-score's words; '-' or nothing: standard input. With --ref"
              + " also -s.")
  private Path fairseqSystem;

  @Option(
      names = {"-nr", "--num-refs"},
      paramLabel = "N",
      description = "Number of references that one REF holds, with tabs between them.")
  private int referencesPerFile = 1;

  @Option(
      names = {"-e", "--encoding"},
      paramLabel = "NAME",
      description = "Encoding of the texts.")
  private Charset encoding = UTF_8;

  /** Returns whether the texts are named in fairseq-score's words. */
  public boolean isFairseqs() {
    return fairseqReference != null || fairseqSystem != null;
  }

  /**
   * Opens the texts.
   *
   * @param paired whether systems are tested against the first, which may then be named again
   * @return their segments; to be closed
   * @throws InputException where a file cannot be opened, a system is named twice, or the number of
   *     references is wrong
   */
  public SegmentReader open(boolean paired) {
    if (isFairseqs()) {
      takeFairseqs();
    }
    checkReferences();
    Set<Path> systems = systems(paired);
    List<TextSource> opened = new ArrayList<>();
    try {
      references.forEach(file -> opened.add(TextSource.open(file, encoding)));
      systems.forEach(file -> opened.add(TextSource.open(file, encoding)));
      List<TextSource> texts = List.copyOf(opened.subList(0, references.size()));
      if (systems.isEmpty()) {
        TextSource input = TextSource.standardInput(encoding);
        return SegmentReader.ofColumns(input, texts, referencesPerFile);
      }
      List<TextSource> hypotheses = List.copyOf(opened.subList(texts.size(), opened.size()));
      return SegmentReader.ofFiles(hypotheses, texts, referencesPerFile);
    } catch (InputException e) {
      opened.forEach(TextSource::close);
      throw e;
    }
  }

  private void takeFairseqs() {
    if (fairseqReference == null || !references.isEmpty() || !inputs.isEmpty()) {
      throw new InputException(
          "fairseq-score's --sys HYP and --ref REF go together, without REF or -i beside them");
    }
    references = List.of(fairseqReference);
    boolean named = fairseqSystem != null && !fairseqSystem.toString().equals("-");
    inputs = named ? List.of(fairseqSystem) : List.of();
  }

  private void checkReferences() {
    if (references.isEmpty()) {
      throw new InputException(
          "there is no reference translation; name one or several files REF in front of -i");
    }
    if (referencesPerFile < 1 || (referencesPerFile > 1 && references.size() > 1)) {
      throw new InputException(
          "--num-refs says how many references one file holds: it must be at least 1, and with"
              + " more than 1 there must be one REF");
    }
  }

  private Set<Path> systems(boolean paired) {
    Set<Path> systems = new LinkedHashSet<>();
    for (Path input : inputs) {
      boolean baseline = paired && input.equals(inputs.get(0));
      if (!systems.add(input) && !baseline) {
        throw new InputException(
            "--input names " + input + " twice; each system must have its own file");
      }
    }
    return systems;
  }
}
