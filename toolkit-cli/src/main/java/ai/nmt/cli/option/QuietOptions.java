package ai.nmt.cli.option;

import picocli.CommandLine.Option;

/** sacreBLEU's flags for messages and colours. */
@InGroup(HelpGroup.OUTPUT)
public final class QuietOptions {
  // Known so that calls of sacreBLEU work as they are; there is nothing for them to change.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-q", "--quiet"},
      description = "Changes nothing: there are no messages but warnings and errors.")
  private boolean quiet;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-nc", "--no-color"},
      description = "Changes nothing: scores are never coloured.")
  private boolean noColor;

  @Option(names = "--force", description = "Do not warn where translations look tokenised.")
  private boolean force;

  /**
   * Whether translations that look tokenised are as they should be.
   *
   * @return true with {@code --force}
   */
  public boolean force() {
    return force;
  }
}
