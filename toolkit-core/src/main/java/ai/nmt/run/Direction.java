package ai.nmt.run;

import ai.nmt.corpus.LanguagePair;
import ai.nmt.io.InputException;
import ai.nmt.train.saving.ModelDescription;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The direction that a model is to translate in.
 *
 * @param languages what was asked for; empty = as the model was trained
 * @param forced whether a model of the opposite direction will do ({@code --force-direction})
 */
public record Direction(Optional<LanguagePair> languages, boolean forced) {
  private static final Logger LOG = LoggerFactory.getLogger(Direction.class);

  /**
   * The model's own direction.
   *
   * @return nothing asked for
   */
  public static Direction ofModel() {
    return new Direction(Optional.empty(), false);
  }

  /**
   * Checks that a model is for the languages it is used on. With a joined dictionary a model of the
   * opposite direction would load, and translate into the wrong language without a complaint.
   *
   * @param checkpoint the model's file, for the message
   * @param model what the file says of it
   * @param used languages of the data
   * @throws InputException where the model has the opposite direction, unless that is forced
   */
  public void require(String checkpoint, ModelDescription model, LanguagePair used) {
    String source = model.sourceLanguage();
    String target = model.targetLanguage();
    if (source.isEmpty() || target.isEmpty()) {
      return;
    }
    boolean opposite = source.equals(used.target()) && target.equals(used.source());
    if (opposite && !forced) {
      throw new InputException(
          "the model in %s translates %s-%s, but is asked for %s (--source-lang %s --target-lang %s); give --source-lang %s --target-lang %s, or --force-direction to use it in the opposite direction all the same"
              .formatted(
                  checkpoint, source, target, used, used.source(), used.target(), source, target));
    }
    if (!opposite && !(source.equals(used.source()) && target.equals(used.target()))) {
      LOG.warn(
          "the model in {} was trained for {}-{} and is used for {}: check that only the names"
              + " differ",
          checkpoint,
          source,
          target,
          used);
    }
  }
}
