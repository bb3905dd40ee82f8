/**
 * The job of {@code nmt benchmark}: how fast a model trains on this machine.
 *
 * <p>{@link ai.nmt.run.benchmark.TrainingBenchmark} times whole updates on a corpus' own batches;
 * {@code MatmulFlops} counts what they compute and {@code MatmulPeak} measures what the machine
 * could, so that {@link ai.nmt.run.benchmark.TrainingSpeed} can say which share is used.
 */
package ai.nmt.run.benchmark;
