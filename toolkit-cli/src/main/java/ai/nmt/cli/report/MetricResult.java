package ai.nmt.cli.report;

import ai.nmt.jbleu.ConfidenceInterval;
import ai.nmt.jbleu.Score;
import ai.nmt.jbleu.Signature;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A system's score by one metric.
 *
 * @param name the metric's name
 * @param score the score
 * @param signature how it was computed
 * @param interval where it lies; empty where that was not estimated
 * @param pValue the probability that it differs from the baseline's by chance; empty for the
 *     baseline, and where it was not tested
 */
public record MetricResult(
    String name,
    Score score,
    Signature signature,
    Optional<ConfidenceInterval> interval,
    OptionalDouble pValue) {}
