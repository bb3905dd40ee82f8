package ai.nmt.train.saving;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.transformer.Transformer;
import ai.nmt.transformer.TransformerConfig;
import ai.nmt.vocab.Dictionary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a checkpoint says about its model: enough to build it again and to tell whether dictionaries
 * are the ones it was trained with.
 *
 * @param config the Transformer
 * @param sourceLanguage language it translates from; empty where the model's file does not say
 * @param targetLanguage language it translates into; empty likewise
 * @param source the source dictionary
 * @param target the target dictionary
 */
public record ModelDescription(
    TransformerConfig config,
    String sourceLanguage,
    String targetLanguage,
    Vocabulary source,
    Vocabulary target) {
  private static final String SECTION = "model";
  private static final Logger LOG = LoggerFactory.getLogger(ModelDescription.class);

  /**
   * What identifies a dictionary.
   *
   * @param size number of symbols, the specials included
   * @param fingerprint SHA-256 of its content, hexadecimal; empty where the model's file does not
   *     say
   */
  public record Vocabulary(int size, String fingerprint) {
    /**
     * A dictionary of which only the size is known.
     *
     * @param size number of symbols, the specials included
     * @return the size without a fingerprint
     */
    public static Vocabulary unknown(int size) {
      return new Vocabulary(size, "");
    }

    /** Whether a dictionary is this one, as far as can be told. */
    boolean admits(Vocabulary found) {
      return size == found.size() && (fingerprint.isEmpty() || equals(found));
    }

    /**
     * Describes a dictionary.
     *
     * @param dictionary the dictionary
     * @return size and fingerprint
     */
    public static Vocabulary of(Dictionary dictionary) {
      return new Vocabulary(dictionary.size(), dictionary.fingerprint());
    }
  }

  /**
   * Reads the description in a checkpoint.
   *
   * @param checkpoint an open checkpoint
   * @return its model's description
   * @throws InputException where there is none
   */
  public static ModelDescription read(Checkpoint checkpoint) {
    return checkpoint.section(SECTION, ModelDescription.class);
  }

  /**
   * The description of a model whose values are read from a checkpoint: how it began is what the
   * checkpoint says, whatever was asked for, which is logged.
   *
   * @param checkpoint an open checkpoint
   * @return the same description with the checkpoint's initialisation
   */
  ModelDescription withStartOf(Checkpoint checkpoint) {
    LinearInitialization began = read(checkpoint).config().initialization();
    if (began == config.initialization()) {
      return this;
    }
    LOG.warn(
        "the model of {} began with --initialization {}: {} has no effect on a model that is"
            + " restored",
        checkpoint.path(),
        began,
        config.initialization());
    return new ModelDescription(
        config.withInitialization(began), sourceLanguage, targetLanguage, source, target);
  }

  /**
   * The section of a checkpoint that holds the description.
   *
   * @return its name
   */
  public static String section() {
    return SECTION;
  }

  /**
   * Builds the model.
   *
   * @return the model, its parameters without values
   */
  public Transformer create() {
    return new Transformer(config, source.size(), target.size());
  }

  /**
   * Checks that dictionaries are those of the model.
   *
   * @param where the checkpoint, for the message
   * @param sourceDictionary the source dictionary at hand
   * @param targetDictionary the target dictionary at hand
   * @throws InputException where one is not, naming it
   */
  public void requireDictionaries(
      String where, Dictionary sourceDictionary, Dictionary targetDictionary) {
    require(where, nameOf(sourceLanguage, "SRC"), source, sourceDictionary);
    require(where, nameOf(targetLanguage, "TGT"), target, targetDictionary);
  }

  private static String nameOf(String language, String otherwise) {
    return language.isEmpty() ? otherwise : language;
  }

  private static void require(
      String where, String language, Vocabulary expected, Dictionary dictionary) {
    if (!expected.admits(Vocabulary.of(dictionary))) {
      throw new InputException(
          "dict.%s.txt is not the dictionary that the model in %s was trained with (%s here, %,d there, or their order differs): use the data folder of the training, or preprocess with --srcdict and --tgtdict"
              .formatted(
                  language, where, Counted.of(dictionary.size(), "symbol"), expected.size()));
    }
  }
}
