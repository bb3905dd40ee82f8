package ai.nmt.cli.option;

import java.util.Map;

/** Options whose defaults are those of a preset that one of them names. */
public interface PresetDefaults {
  /** Returns what chooses the preset as it is typed, for example {@code --arch transformer}. */
  String preset();

  /** Returns the group of the options that have these defaults. */
  HelpGroup presetGroup();

  /**
   * Returns the preset's values by flag with its dashes.
   *
   * @throws ai.nmt.io.InputException if there is no such preset
   */
  Map<String, Object> presetDefaults();
}
