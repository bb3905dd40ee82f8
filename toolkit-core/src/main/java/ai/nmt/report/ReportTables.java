package ai.nmt.report;

import ai.nmt.chart.Markup;
import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tables of a page. */
final class ReportTables {
  private static final int LONGEST_VALUE = 2000;
  private static final int SHOWN_CHARACTERS = 200;

  private ReportTables() {}

  /** A row per map; the columns are the names in the order they appear in. */
  static String grid(List<Map<String, String>> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.keySet()));
    StringBuilder table = new StringBuilder("<table class=\"grid\"><thead><tr>");
    columns.forEach(name -> table.append("<th>").append(Markup.escape(name)).append("</th>"));
    table.append("</tr></thead><tbody>\n");
    for (Map<String, String> row : rows) {
      table.append("<tr>");
      for (String column : columns) {
        String value = row.getOrDefault(column, "");
        table.append("<td>").append(Markup.escape(value)).append("</td>");
      }
      table.append("</tr>\n");
    }
    return table.append("</tbody></table>\n").toString();
  }

  /** A row per name and value. */
  static String pairs(Map<String, String> pairs) {
    StringBuilder table = new StringBuilder("<table class=\"pairs\"><tbody>\n");
    pairs.forEach(
        (name, value) ->
            table.append(
                "<tr><th>%s</th><td>%s</td></tr>\n"
                    .formatted(Markup.escape(name), Markup.escape(value))));
    return table.append("</tbody></table>\n").toString();
  }

  /** Nested objects as one, names joined by dots. */
  static Map<String, String> flatten(JsonElement value) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", value, flat);
    return flat;
  }

  private static void flatten(String name, JsonElement value, Map<String, String> flat) {
    if (value.isJsonObject()) {
      String prefix = name.isEmpty() ? "" : name + ".";
      value
          .getAsJsonObject()
          .entrySet()
          .forEach(entry -> flatten(prefix + entry.getKey(), entry.getValue(), flat));
    } else if (value.isJsonPrimitive()) {
      flat.put(name, shortened(value.getAsString()));
    } else {
      flat.put(name, value.isJsonNull() ? "" : shortened(value.toString()));
    }
  }

  /** Text rules hold whole files: the merges of BPE, a SentencePiece model. */
  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE
        ? value
        : String.format(
            Locale.ROOT,
            "%s ... (%,d characters)",
            value.substring(0, SHOWN_CHARACTERS),
            value.length());
  }
}
