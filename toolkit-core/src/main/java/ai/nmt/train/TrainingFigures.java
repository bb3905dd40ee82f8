package ai.nmt.train;

import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of a training under the names that fairseq gives them, as numbers. */
public final class TrainingFigures {
  private TrainingFigures() {}

  /**
   * Figures of some updates.
   *
   * @param sums sums over them
   * @param learningRate the rate of the last one
   * @param seconds time spent in training so far
   * @return name to value; a mean over nothing is NaN
   */
  public static Map<String, Double> training(MeterSums sums, double learningRate, double seconds) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("loss", sums.meanLoss());
    figures.put("nll_loss", sums.meanNegativeLogLikelihood());
    figures.put("ppl", sums.perplexity());
    figures.put("wps", sums.wordsPerSecond());
    figures.put("ups", sums.updatesPerSecond());
    figures.put("wpb", sums.wordsPerUpdate());
    figures.put("bsz", sums.sentencesPerUpdate());
    figures.put("lr", learningRate);
    figures.put("gnorm", sums.meanGradientNorm());
    figures.put("clip", sums.clippedPercent());
    figures.put("train_wall", sums.seconds());
    figures.put("wall", seconds);
    return figures;
  }

  /**
   * Figures of the updates since the last report.
   *
   * @param event the last update
   * @param recent sums over them
   * @return name to value, with {@code loss_scale} where the loss is scaled
   */
  public static Map<String, Double> updates(TrainingListener.UpdateEvent event, MeterSums recent) {
    Map<String, Double> figures = training(recent, event.learningRate(), event.seconds());
    if (event.lossScale() != null) {
      figures.put("loss_scale", event.lossScale());
    }
    return figures;
  }

  /**
   * Figures of a validation.
   *
   * @param result what it found
   * @return name to value, further metrics included
   */
  public static Map<String, Double> validation(ValidationResult result) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("loss", result.loss());
    figures.put("nll_loss", result.negativeLogLikelihood());
    figures.put("ppl", result.perplexity());
    figures.putAll(result.metrics());
    return figures;
  }
}
