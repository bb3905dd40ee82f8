package ai.nmt.train;

/**
 * One line of a training's history.
 *
 * @param epoch the epoch, from 1
 * @param updates updates done at its end
 * @param learningRate rate of its last update
 * @param train sums over the epoch's updates
 * @param validation the validation at its end; null where there was none
 */
public record EpochRecord(
    int epoch, long updates, double learningRate, MeterSums train, ValidationResult validation) {}
