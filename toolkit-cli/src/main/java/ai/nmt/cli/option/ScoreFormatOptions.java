package ai.nmt.cli.option;

import ai.nmt.cli.report.ScoreFormat;
import picocli.CommandLine.Option;

/** sacreBLEU's flags for what scores look like. */
public final class ScoreFormatOptions {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "NAME",
      description =
          "How scores are printed: ${COMPLETION-CANDIDATES}; latex only with several systems.")
  private ScoreFormat.Form form = ScoreFormat.Form.JSON;

  @Option(
      names = {"-b", "--score-only"},
      description = "Print nothing but the score; with several systems it changes nothing.")
  private boolean scoreOnly;

  @Option(
      names = {"-w", "--width"},
      paramLabel = "N",
      description = "Digits behind the scores' points.")
  private int width = 1;

  @Option(
      names = {"-sh", "--short"},
      description = "Abbreviate signatures; JSON keeps the long form.")
  private boolean shortSignature;

  /**
   * The format that the flags describe.
   *
   * @return the format
   */
  public ScoreFormat format() {
    return new ScoreFormat(form, width, scoreOnly, shortSignature);
  }
}
