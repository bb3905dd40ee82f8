package ai.nmt.cli.option;

import ai.nmt.corpus.LanguagePair;
import ai.nmt.io.InputException;
import ai.nmt.run.Direction;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A trained model and the data it is used on: what generate, interactive and validate share. */
@InGroup(HelpGroup.DATA)
public final class ModelFlags {
  @Parameters(
      paramLabel = "DATA",
      description = "Folder that preprocess wrote, with the model's dictionaries.")
  private Path data;

  @Option(
      names = "--path",
      required = true,
      paramLabel = "FILE",
      description = "Checkpoint of the model.")
  private Path checkpoint;

  @Option(
      names = {"-s", "--source-lang"},
      paramLabel = "SRC",
      description = "Source language; by default the model's.")
  private String source;

  @Option(
      names = {"-t", "--target-lang"},
      paramLabel = "TGT",
      description = "Target language; by default the model's.")
  private String target;

  @Option(
      names = "--force-direction",
      description = "Use the model although it was trained in the opposite direction.")
  private boolean forced;

  /** Returns the folder with data and dictionaries. */
  public Path data() {
    return data;
  }

  /** Returns the model's checkpoint. */
  public Path checkpoint() {
    return checkpoint;
  }

  /**
   * Returns the direction that is asked for; without languages it is the model's own.
   *
   * @throws InputException if only one is given
   */
  public Direction direction() {
    if ((source == null) != (target == null)) {
      throw new InputException(
          "only one language is given: give both --source-lang and --target-lang, or neither for"
              + " the model's own");
    }
    return new Direction(
        Optional.ofNullable(source).map(name -> new LanguagePair(name, target)), forced);
  }
}
