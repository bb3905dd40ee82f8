package ai.nmt.cli.option;

import ai.nmt.search.LengthLimits;
import ai.nmt.search.LengthPenalty;
import ai.nmt.search.SearchOptions;
import picocli.CommandLine.Option;

/** Flags of the beam search. */
@InGroup(HelpGroup.SEARCH)
public final class SearchFlags {
  private static final SearchOptions DEFAULTS = SearchOptions.defaults();

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses that the search keeps per sentence.")
  private int beam = DEFAULTS.beam();

  @OnlyWith(flag = "--unnormalized", absent = true)
  @Option(
      names = "--lenpen",
      paramLabel = "P",
      description =
          "Length penalty: scores are divided by length^P; below 1 favours shorter translations.")
  private double lengthPenalty = DEFAULTS.penalty().exponent();

  @Option(
      names = "--unnormalized",
      description = "Compare the sums of log-probabilities, whatever the length.")
  private boolean unnormalized;

  @Option(
      names = "--unkpen",
      paramLabel = "P",
      description = "Penalty of unknown words; above 0 gives fewer of them.")
  private double unknownPenalty = DEFAULTS.unknownPenalty();

  @Option(
      names = "--min-len",
      paramLabel = "N",
      description = "Least number of tokens, </s> not counted.")
  private int minimum = DEFAULTS.limits().minimum();

  @Option(
      names = "--max-len-a",
      paramLabel = "A",
      description = "The most tokens are A times the source length plus B.")
  private double perSourceToken = DEFAULTS.limits().perSourceToken();

  @Option(names = "--max-len-b", paramLabel = "B", description = "See --max-len-a.")
  private int constant = DEFAULTS.limits().constant();

  /** Returns the search that the flags describe. */
  public SearchOptions options() {
    return new SearchOptions(
        beam,
        new LengthLimits(minimum, perSourceToken, constant),
        unnormalized ? LengthPenalty.none() : new LengthPenalty(lengthPenalty),
        unknownPenalty);
  }
}
