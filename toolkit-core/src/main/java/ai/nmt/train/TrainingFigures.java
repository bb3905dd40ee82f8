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
