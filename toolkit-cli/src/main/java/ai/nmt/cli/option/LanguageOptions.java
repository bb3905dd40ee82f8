package ai.nmt.cli.option;

import ai.nmt.corpus.LanguagePair;
import picocli.CommandLine.Option;

/** The translation direction, where it must be given. */
@InGroup(HelpGroup.DATA)
public final class LanguageOptions {
  @Option(
      names = {"-s", "--source-lang"},
      required = true,
      paramLabel = "SRC",
      description = "Source language, as in the names of the files.")
  private String source;

  @Option(
      names = {"-t", "--target-lang"},
      required = true,
      paramLabel = "TGT",
      description = "Target language, as in the names of the files.")
  private String target;

  /** Returns the direction. */
  public LanguagePair pair() {
    return new LanguagePair(source, target);
  }
}
