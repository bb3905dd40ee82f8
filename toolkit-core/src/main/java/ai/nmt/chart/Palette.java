package ai.nmt.chart;

import java.util.List;

/** The colours of lines. */
public final class Palette {
  /** Colours that people who see few colours tell apart (Okabe and Ito 2008), and two more. */
  private static final List<String> COLORS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c8c8c", "#a05a2c");

  private Palette() {}

  /**
   * The colour of a line; they begin again where they end.
   *
   * @param index from 0
   * @return as HTML and SVG write it
   */
  public static String color(int index) {
    return COLORS.get(index % COLORS.size());
  }
}
