package ai.nmt.train;

/**
 * How a training ended.
 *
 * @param progress how far it came
 * @param interrupted whether a {@code StopSignal} ended it
 * @param reason why it ended, in words
 */
public record TrainingResult(Progress progress, boolean interrupted, String reason) {}
