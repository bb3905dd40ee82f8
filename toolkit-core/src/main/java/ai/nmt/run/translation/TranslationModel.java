package ai.nmt.run.translation;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.io.InputException;
import ai.nmt.rules.TextRules;
import ai.nmt.rules.TextRulesFile;
import ai.nmt.run.Direction;
import ai.nmt.run.ModelLoader;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.transformer.Transformer;
import ai.nmt.vocab.Dictionary;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trained model with what it takes to translate with it.
 *
 * @param transformer model with its parameters
 * @param manager owner of the parameters, on the model's device
 * @param languages direction that the model translates in
 * @param source dictionary of the source language
 * @param target dictionary of the target language
 * @param rules what is done to text that is translated, and undone in what is printed
 */
public record TranslationModel(
    Transformer transformer,
    NDManager manager,
    LanguagePair languages,
    Dictionary source,
    Dictionary target,
    TextRules rules)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TranslationModel.class);

  /**
   * Loads a model, its dictionaries and its text rules: those in the checkpoint, or else those
   * beside the dictionaries.
   *
   * @param checkpoint file that training wrote
   * @param folder folder with the dictionaries, as preprocess wrote it
   * @param direction languages of the dictionaries, by default those of the model
   * @param device where to compute
   * @return the model; to be closed
   * @throws InputException if a file is missing or damaged, the dictionaries are not the model's,
   *     or the direction is the opposite of its own
   */
  public static TranslationModel load(
      Path checkpoint, Path folder, Direction direction, Device device) {
    NDManager manager = NDManager.newBaseManager(device);
    try {
      ModelLoader.LoadedModel loaded = ModelLoader.load(checkpoint, manager);
      ModelDescription trained = loaded.description();
      LanguagePair pair = direction.languages().orElseGet(() -> languages(trained, folder));
      direction.require(checkpoint.toString(), trained, pair);
      Dictionary source = ParallelCorpora.dictionary(folder, pair.source());
      Dictionary target = ParallelCorpora.dictionary(folder, pair.target());
      trained.requireDictionaries(checkpoint.toString(), source, target);
      TextRules rules = rules(checkpoint, loaded.rules(), folder);
      return new TranslationModel(loaded.transformer(), manager, pair, source, target, rules);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** The model's languages; fairseq notes them only where they were given. */
  private static LanguagePair languages(ModelDescription trained, Path folder) {
    return trained.sourceLanguage().isEmpty() || trained.targetLanguage().isEmpty()
        ? ParallelCorpora.languages(folder)
        : new LanguagePair(trained.sourceLanguage(), trained.targetLanguage());
  }

  private static TextRules rules(Path checkpoint, Optional<TextRules> trained, Path folder) {
    Optional<TextRules> ofData = TextRulesFile.load(folder);
    if (trained.isPresent() && ofData.isPresent() && !trained.equals(ofData)) {
      LOG.warn(
          "the data in {} was made with other text rules ({}) than the model in {}, whose own are"
              + " used for text; binarised data may not fit the model",
          folder,
          TextRulesFile.NAME,
          checkpoint);
    }
    return trained.or(() -> ofData).orElseGet(TextRules::none);
  }

  /**
   * The same model with other text rules.
   *
   * @param changed the rules
   * @return a model that shares the parameters; closing one closes both
   */
  public TranslationModel withRules(TextRules changed) {
    return new TranslationModel(transformer, manager, languages, source, target, changed);
  }

  /** Frees the parameters. */
  @Override
  public void close() {
    manager.close();
  }
}
