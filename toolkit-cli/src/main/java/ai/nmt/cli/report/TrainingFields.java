package ai.nmt.cli.report;

import ai.nmt.train.EpochRecord;
import ai.nmt.train.MeterSums;
import ai.nmt.train.TrainingListener.UpdateEvent;
import ai.nmt.train.ValidationResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures of a training under fairseq's names, formatted as fairseq does. */
final class TrainingFields {
  private TrainingFields() {}

  /** After an update: averages over the updates since the last report. */
  static Map<String, String> ofUpdate(UpdateEvent event, MeterSums recent) {
    Map<String, String> fields =
        training(recent, event.updates(), event.learningRate(), event.seconds());
    if (event.lossScale() != null) {
      fields.put("loss_scale", decimals(0, event.lossScale()));
    }
    return fields;
  }

  /** After an epoch: averages over the epoch. */
  static Map<String, String> ofEpoch(EpochRecord epoch, double seconds) {
    return training(epoch.train(), epoch.updates(), epoch.learningRate(), seconds);
  }

  private static Map<String, String> training(
      MeterSums sums, long updates, double learningRate, double seconds) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("loss", decimals(3, sums.meanLoss()));
    fields.put("nll_loss", decimals(3, sums.meanNegativeLogLikelihood()));
    fields.put("ppl", decimals(2, sums.perplexity()));
    fields.put("wps", decimals(0, sums.wordsPerSecond()));
    fields.put("ups", decimals(2, sums.updatesPerSecond()));
    fields.put("wpb", decimals(1, sums.wordsPerUpdate()));
    fields.put("bsz", decimals(1, sums.sentencesPerUpdate()));
    fields.put("num_updates", Long.toString(updates));
    fields.put("lr", significant(learningRate));
    fields.put("gnorm", decimals(3, sums.meanGradientNorm()));
    fields.put("clip", decimals(0, sums.clippedPercent()));
    fields.put("train_wall", decimals(0, sums.seconds()));
    fields.put("wall", decimals(0, seconds));
    fields.put("memory", Long.toString(ResidentMemory.mebibytes()));
    return fields;
  }

  /** After a validation. */
  static Map<String, String> ofValidation(ValidationResult result, Double best) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("loss", decimals(3, result.loss()));
    fields.put("nll_loss", decimals(3, result.negativeLogLikelihood()));
    fields.put("ppl", decimals(2, result.perplexity()));
    result.metrics().forEach((name, value) -> fields.put(name, decimals(3, value)));
    fields.put("num_updates", Long.toString(result.updates()));
    if (best != null) {
      fields.put("best", decimals(3, best));
    }
    return fields;
  }

  private static String decimals(int digits, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "nan";
  }

  /** Six significant digits without trailing zeros. */
  private static String significant(double value) {
    return value == 0
        ? "0"
        : String.format(Locale.ROOT, "%.6g", value).replaceAll("(\\.\\d*?)0+(e|$)", "$1$2");
  }
}
