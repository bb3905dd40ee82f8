package ai.nmt.train;

import ai.nmt.schedule.ScheduleSettings;

/** JSON of a schedule's settings. */
final class ScheduleJson extends NamedVariants<ScheduleSettings> {
  ScheduleJson() {
    super("the learning-rate schedule", ScheduleSettings.types(), ScheduleSettings::name);
  }
}
