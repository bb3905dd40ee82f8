package ai.nmt.cli.option;

import ai.nmt.run.prepare.DictionaryChoice;
import ai.nmt.vocab.DictionaryLimits;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where dictionaries come from and what new ones keep. */
@InGroup(HelpGroup.DICTIONARIES)
public final class DictionaryOptions {
  private static final DictionaryLimits DEFAULTS = DictionaryLimits.defaults();

  @Option(
      names = "--thresholdsrc",
      paramLabel = "N",
      description = "Leave source words that occur less than N times out of the dictionary.")
  private long sourceThreshold = DEFAULTS.threshold();

  @OnlyWith(flag = "--joined-dictionary", absent = true)
  @Option(
      names = "--thresholdtgt",
      paramLabel = "N",
      description = "Leave target words that occur less than N times out of the dictionary.")
  private long targetThreshold = DEFAULTS.threshold();

  @Option(
      names = "--nwordssrc",
      paramLabel = "N",
      description =
          "Largest source dictionary, the four special symbols included; 0 or less: no limit.")
  private int sourceSize = DEFAULTS.maximumSize();

  @OnlyWith(flag = "--joined-dictionary", absent = true)
  @Option(
      names = "--nwordstgt",
      paramLabel = "N",
      description =
          "Largest target dictionary, the four special symbols included; 0 or less: no limit.")
  private int targetSize = DEFAULTS.maximumSize();

  @Option(
      names = "--padding-factor",
      paramLabel = "N",
      description = "Fill new dictionaries up to a multiple of N.")
  private int paddingFactor = DEFAULTS.paddingFactor();

  @Option(
      names = "--srcdict",
      paramLabel = "FILE",
      description = "Use this source dictionary instead of a new one.")
  private Path sourceFile;

  @Option(
      names = "--tgtdict",
      paramLabel = "FILE",
      description = "Use this target dictionary instead of a new one.")
  private Path targetFile;

  @Option(
      names = "--joined-dictionary",
      description =
          "One dictionary for both languages; a new one obeys --thresholdsrc and --nwordssrc.")
  private boolean joined;

  /** Returns what was asked for. */
  public DictionaryChoice choice() {
    return new DictionaryChoice(
        new DictionaryLimits(sourceThreshold, sourceSize, paddingFactor),
        new DictionaryLimits(targetThreshold, targetSize, paddingFactor),
        Optional.ofNullable(sourceFile),
        Optional.ofNullable(targetFile),
        joined);
  }
}
