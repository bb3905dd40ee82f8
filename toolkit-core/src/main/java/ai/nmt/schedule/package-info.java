/**
 * Learning-rate schedules, as formulas of the number of updates and epochs done.
 *
 * <p>The trainer sets {@link ai.nmt.schedule.LearningRateSchedule#initial()} before the first
 * update, and {@link ai.nmt.schedule.LearningRateSchedule#afterUpdate(long) afterUpdate(n)} once
 * {@code n} updates are done, which is the rate of update {@code n + 1}:
 *
 * <pre>{@code
 * LearningRateSchedule schedule = new InverseSquareRoot(7e-4, 1e-7, 4000);
 * double rate = schedule.initial();
 * for (long updates = 1; ; updates++) {
 *   step(rate);
 *   rate = schedule.afterUpdate(updates);
 * }
 * }</pre>
 *
 * Some also follow the epochs or the validation ({@link
 * ai.nmt.schedule.LearningRateSchedule#epochEnded}); what they remember of these is saved with a
 * training. The rates equal those of fairseq's scheduler of the same name.
 */
package ai.nmt.schedule;
