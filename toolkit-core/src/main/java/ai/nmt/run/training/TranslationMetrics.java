package ai.nmt.run.training;

import ai.djl.ndarray.NDManager;
import ai.nmt.batch.BatchIterator;
import ai.nmt.io.InputException;
import ai.nmt.jbleu.Bleu;
import ai.nmt.jbleu.Chrf;
import ai.nmt.jbleu.ChrfConfig;
import ai.nmt.run.translation.PlainTextBleu;
import ai.nmt.search.Hypothesis;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.validation.ValidationMetric;
import ai.nmt.train.validation.ValidationSet;
import ai.nmt.transformer.Transformer;
import ai.nmt.translate.BeamTranslator;
import ai.nmt.translate.Translation;
import ai.nmt.vocab.Dictionary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * BLEU and chrF of the translations of validation data, which are made by the beam search of {@code
 * generate} with the parameters as they are. Both are percentages of one search.
 *
 * <p>Runs on the thread of the training, which has gradient mode off between updates.
 */
final class TranslationMetrics implements ValidationMetric {
  /** Name of BLEU in reports. */
  static final String BLEU = "bleu";

  /** Name of chrF in reports. */
  static final String CHRF = "chrf";

  private static final Logger LOG = LoggerFactory.getLogger(TranslationMetrics.class);

  private final EvaluationConfig config;
  private final Transformer model;
  private final NDManager base;
  private final Dictionary target;
  private final UnaryOperator<String> plainText;
  private final List<ValidationSet> sets;

  /** The texts of a set. */
  private record Texts(List<String> hypotheses, List<String> references) {}

  /**
   * Makes the metrics.
   *
   * @param config what is measured, and how
   * @param model the model; computes in whatever precision its parameters have
   * @param base manager below which a search's arrays live while it runs
   * @param target dictionary of the target language
   * @param plainText from subwords to what is compared
   * @param sets the validation data
   */
  TranslationMetrics(
      EvaluationConfig config,
      Transformer model,
      NDManager base,
      Dictionary target,
      UnaryOperator<String> plainText,
      List<ValidationSet> sets) {
    this.config = config;
    this.model = model;
    this.base = base;
    this.target = target;
    this.plainText = plainText;
    this.sets = sets;
  }

  /** Checks that the best translations are not taken for the worst. */
  static void requireHighest(SavingConfig saving) {
    String metric = saving.bestMetric();
    if ((metric.equals(BLEU) || metric.equals(CHRF)) && !saving.bestIsHighest()) {
      throw new InputException(
          "--best-checkpoint-metric %s would keep the worst translations, as the lowest value counts: give --maximize-best-checkpoint-metric as well"
              .formatted(metric));
    }
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    if (config.bleu()) {
      names.add(BLEU);
    }
    if (config.chrf()) {
      names.add(CHRF);
    }
    return names;
  }

  @Override
  public Map<String, Double> measure(String subset) {
    ValidationSet set =
        sets.stream().filter(one -> one.name().equals(subset)).findFirst().orElseThrow();
    Texts texts = translate(set);
    Map<String, Double> values = new LinkedHashMap<>();
    names().forEach(name -> values.put(name, score(name, texts)));
    return values;
  }

  private double score(String name, Texts texts) {
    if (texts.hypotheses().isEmpty()) {
      return Double.NaN;
    }
    List<List<String>> references = List.of(texts.references());
    return name.equals(BLEU)
        ? new Bleu(config.bleuConfig()).corpusScore(texts.hypotheses(), references).score()
        : new Chrf(ChrfConfig.defaults()).corpusScore(texts.hypotheses(), references).score();
  }

  private Texts translate(ValidationSet set) {
    Texts texts = new Texts(new ArrayList<>(), new ArrayList<>());
    try (BeamTranslator translator = new BeamTranslator(model, base, config.search());
        BatchIterator batches = set.batches().get()) {
      while (batches.hasNext()) {
        int first = texts.hypotheses().size();
        translator.translate(batches.next()).forEach(translation -> add(translation, texts));
        if (config.printSamples() && texts.hypotheses().size() > first) {
          LOG.info("example hypothesis: {}", texts.hypotheses().get(first));
          LOG.info("example reference: {}", texts.references().get(first));
        }
      }
    }
    return texts;
  }

  private void add(Translation translation, Texts texts) {
    List<Hypothesis> found = translation.hypotheses();
    texts
        .hypotheses()
        .add(
            found.isEmpty()
                ? ""
                : text(found.get(0).tokens(), PlainTextBleu.UNKNOWN_IN_HYPOTHESIS));
    texts.references().add(text(translation.target(), PlainTextBleu.UNKNOWN_IN_REFERENCE));
  }

  private String text(int[] tokens, String unknown) {
    return plainText.apply(target.decode(tokens, unknown));
  }
}
