package ai.nmt.run;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.corpus.DataFolders;
import ai.nmt.io.InputException;
import ai.nmt.rules.TextRules;
import ai.nmt.rules.TextRulesFile;
import ai.nmt.rules.TextRulesJson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The text rules that folders of data and checkpoints hold. */
public final class StoredRules {
  /** Name of the section of a checkpoint, and of a history. */
  public static final String SECTION = "text_rules";

  private StoredRules() {}

  /**
   * The rules of a checkpoint.
   *
   * @param checkpoint a checkpoint
   * @return its rules; empty where it was trained on prepared text
   */
  public static Optional<TextRules> of(Checkpoint checkpoint) {
    return checkpoint.hasSection(SECTION)
        ? Optional.of(
            TextRulesJson.read(
                checkpoint.section(SECTION, JsonObject.class), checkpoint.path().toString()))
        : Optional.empty();
  }

  /**
   * The rules of folders that are used in turn, which must agree.
   *
   * @param data the folders
   * @return their rules; empty for prepared text
   * @throws InputException where two folders have different ones
   */
  public static Optional<TextRules> of(DataFolders data) {
    Optional<TextRules> first = TextRulesFile.load(data.first());
    for (Path folder : data.folders()) {
      if (!TextRulesFile.load(folder).equals(first)) {
        throw new InputException(
            "the data in %s was made with other text rules (%s) than that in %s; make all with the"
                    .formatted(folder, TextRulesFile.NAME, data.first())
                + " same flags of preprocess");
      }
    }
    return first;
  }

  /**
   * The section of a checkpoint that holds rules.
   *
   * @param rules the rules
   * @return the section by its name; nothing for prepared text
   */
  public static Map<String, Object> section(Optional<TextRules> rules) {
    return rules
        .<Map<String, Object>>map(some -> Map.of(SECTION, TextRulesJson.write(some)))
        .orElseGet(Map::of);
  }

  /**
   * Checks that data on which a model is trained further has the rules of the model.
   *
   * @param checkpoint the model
   * @param ofData the rules of the data
   * @param folder the data, for the message
   * @throws InputException where both are known and differ
   */
  public static void requireSame(Checkpoint checkpoint, Optional<TextRules> ofData, Path folder) {
    Optional<TextRules> ofModel = of(checkpoint);
    if (ofModel.isPresent() && !ofModel.equals(ofData)) {
      throw new InputException(
          "the text rules of the data in %s (%s) are not those that the model in %s was trained"
                  .formatted(folder, TextRulesFile.NAME, checkpoint.path())
              + " with; run preprocess with the flags and codes of that training");
    }
  }
}
