package ai.nmt.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws a table whose first column is flush right and whose others are centred. */
final class TextTable {
  /** So much wider than its title is a column at least. */
  private static final int TITLE_MARGIN = 2;

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param header the columns' titles
   */
  TextTable(List<String> header) {
    this.header = List.copyOf(header);
  }

  /** Adds a row; its cells may have several lines. */
  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** The table with lines drawn around its cells. */
  String toGrid() {
    int[] widths = widths(rows);
    List<String> lines = new ArrayList<>();
    lines.add(rule(widths, "╒═╤╕"));
    lines.add(gridLine(header, widths));
    lines.add(rule(widths, "╞═╪╡"));
    for (int r = 0; r < rows.size(); r++) {
      List<String[]> cells = rows.get(r).stream().map(cell -> cell.split("\n", -1)).toList();
      int height = cells.stream().mapToInt(cell -> cell.length).max().orElse(1);
      for (int k = 0; k < height; k++) {
        int number = k;
        List<String> parts =
            cells.stream().map(cell -> number < cell.length ? cell[number] : "").toList();
        lines.add(gridLine(parts, widths));
      }
      lines.add(rule(widths, r + 1 < rows.size() ? "├─┼┤" : "╘═╧╛"));
    }
    return String.join("\n", lines);
  }

  /** The table for LaTeX, with the rules of the package booktabs. */
  String toLatex() {
    List<List<String>> flat =
        rows.stream()
            .map(row -> row.stream().map(cell -> cell.replace('\n', ' ')).toList())
            .toList();
    int[] widths = widths(flat);
    List<String> lines = new ArrayList<>();
    lines.add("\\begin{tabular}{r" + "c".repeat(header.size() - 1) + "}");
    lines.add("\\toprule");
    lines.add(latexLine(header, widths) + "\\\\");
    lines.add("\\midrule");
    flat.forEach(row -> lines.add(latexLine(row, widths) + "\\\\"));
    lines.add("\\bottomrule");
    lines.add("\\end{tabular}");
    return String.join("\n", lines);
  }

  private int[] widths(List<List<String>> cells) {
    int[] widths = header.stream().mapToInt(title -> title.length() + TITLE_MARGIN).toArray();
    for (List<String> row : cells) {
      for (int c = 0; c < widths.length; c++) {
        int widest = row.get(c).lines().mapToInt(String::length).max().orElse(0);
        widths[c] = Math.max(widths[c], widest);
      }
    }
    return widths;
  }

  private static String gridLine(List<String> cells, int[] widths) {
    return columns(widths, c -> aligned(cells.get(c), c, widths[c]), "│", "│", "│");
  }

  private static String latexLine(List<String> cells, int[] widths) {
    return columns(widths, c -> escape(aligned(cells.get(c), c, widths[c])), "&", "", "");
  }

  private static String aligned(String cell, int column, int width) {
    int left = column == 0 ? width - cell.length() : (width - cell.length()) / 2;
    return " ".repeat(left + 1) + cell + " ".repeat(width - cell.length() - left + 1);
  }

  /** A line of a left corner, strokes, crossings and a right corner. */
  private static String rule(int[] widths, String strokes) {
    return columns(
        widths,
        c -> strokes.substring(1, 2).repeat(widths[c] + 2),
        strokes.substring(2, 3),
        strokes.substring(0, 1),
        strokes.substring(3));
  }

  private static String columns(
      int[] widths, IntFunction<String> column, String between, String begin, String end) {
    return IntStream.range(0, widths.length)
        .mapToObj(column)
        .collect(Collectors.joining(between, begin, end));
  }

  /** Guards the characters of names and titles that mean something to LaTeX. */
  private static String escape(String cell) {
    return cell.replaceAll("[%_#&$]", "\\\\$0");
  }
}
