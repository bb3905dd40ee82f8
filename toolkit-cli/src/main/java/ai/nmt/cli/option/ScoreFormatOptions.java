package ai.nmt.cli.option;

import ai.nmt.cli.report.ScoreFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** sacreBLEU's flags for what scores look like. */
@InGroup(HelpGroup.OUTPUT)
public final class ScoreFormatOptions {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "NAME",
      description = {
        "How scores are printed: ${COMPLETION-CANDIDATES}; latex only with several systems.",
        "The environment's SACREBLEU_FORMAT, where it is one of these, has precedence."
      })
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
    return new ScoreFormat(form(System.getenv()), width, scoreOnly, shortSignature);
  }

  /** The form that the environment asks for, else that of the flag. */
  ScoreFormat.Form form(Map<String, String> environment) {
    String wanted = environment.getOrDefault("SACREBLEU_FORMAT", "").toLowerCase(Locale.ROOT);
    return Arrays.stream(ScoreFormat.Form.values())
        .filter(candidate -> candidate.toString().equals(wanted))
        .findFirst()
        .orElse(form);
  }
}
