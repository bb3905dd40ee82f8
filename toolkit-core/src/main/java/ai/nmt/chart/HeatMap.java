package ai.nmt.chart;

import java.util.List;

/**
 * A lower triangle of numbers as colours, row 1 on top: row i has values for columns 0 to i.
 *
 * @param title what is shown
 * @param xTitle name of the columns
 * @param yTitle name of the rows
 * @param rows the numbers; row i, from 1, has i + 1 of them, in [0, 1]
 */
public record HeatMap(String title, String xTitle, String yTitle, List<double[]> rows)
    implements Chart {
  /**
   * Checks the triangle.
   *
   * @throws IllegalArgumentException if a row's length is not its number plus one
   */
  public HeatMap {
    rows = List.copyOf(rows);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).length != i + 2) {
        throw new IllegalArgumentException(
            "row %d has %d values, expected %d".formatted(i + 1, rows.get(i).length, i + 2));
      }
    }
  }
}
