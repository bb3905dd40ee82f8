package ai.nmt.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.io.InputException;
import ai.nmt.train.ModelDescription;
import ai.nmt.transformer.Transformer;
import ai.nmt.vocab.Dictionary;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A trained model with what it takes to translate with it.
 *
 * @param transformer model with its parameters
 * @param manager owner of the parameters, on the model's device
 * @param languages direction that the model translates in
 * @param source dictionary of the source language
 * @param target dictionary of the target language
 */
public record TranslationModel(
    Transformer transformer,
    NDManager manager,
    LanguagePair languages,
    Dictionary source,
    Dictionary target)
    implements AutoCloseable {
  /**
   * Loads a model and its dictionaries.
   *
   * @param checkpoint file that training wrote
   * @param folder folder with the dictionaries, as preprocess wrote it
   * @param languages languages of the dictionaries; empty = those that the model was trained with
   * @param device where to compute
   * @return the model; to be closed
   * @throws InputException if a file is missing or damaged, or the dictionaries are not the model's
   */
  public static TranslationModel load(
      Path checkpoint, Path folder, Optional<LanguagePair> languages, Device device) {
    NDManager manager = NDManager.newBaseManager(device);
    try {
      ModelLoader.LoadedModel loaded = ModelLoader.load(checkpoint, manager);
      ModelDescription trained = loaded.description();
      LanguagePair pair =
          languages.orElseGet(
              () -> new LanguagePair(trained.sourceLanguage(), trained.targetLanguage()));
      Dictionary source = ParallelCorpora.dictionary(folder, pair.source());
      Dictionary target = ParallelCorpora.dictionary(folder, pair.target());
      trained.requireDictionaries(checkpoint.toString(), source, target);
      return new TranslationModel(loaded.transformer(), manager, pair, source, target);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Frees the parameters. */
  @Override
  public void close() {
    manager.close();
  }
}
