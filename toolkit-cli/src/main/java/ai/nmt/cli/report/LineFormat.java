package ai.nmt.cli.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** How a report of a training becomes a line. */
enum LineFormat {
  /** fairseq's lines for people. */
  SIMPLE {
    @Override
    String update(int epoch, int update, int updatesInEpoch, Map<String, String> fields) {
      StringJoiner line = new StringJoiner(", ");
      fields.forEach((name, value) -> line.add(name + "=" + value));
      int width = Integer.toString(updatesInEpoch).length();
      return ("| epoch %03d: %" + width + "d / %d %s")
          .formatted(epoch, update, updatesInEpoch, line);
    }

    @Override
    String summary(int epoch, String subset, Map<String, String> fields) {
      StringJoiner line = new StringJoiner(" | ");
      line.add("| epoch %03d".formatted(epoch));
      if (!subset.equals(TRAIN)) {
        line.add("valid on '%s' subset".formatted(subset));
      }
      fields.forEach((name, value) -> line.add(name + " " + value));
      return line.toString();
    }
  },

  /** A JSON object per line; figures are texts, as fairseq writes them. */
  JSON {
    @Override
    String update(int epoch, int update, int updatesInEpoch, Map<String, String> fields) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("epoch", epoch);
      object.put("update", Math.round((epoch - 1 + (double) update / updatesInEpoch) * 1e3) / 1e3);
      object.putAll(fields);
      return GSON.toJson(object);
    }

    @Override
    String summary(int epoch, String subset, Map<String, String> fields) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("epoch", epoch);
      fields.forEach((name, value) -> object.put(subset + "_" + name, value));
      return GSON.toJson(object);
    }
  };

  /** The subset of a summary of training itself. */
  static final String TRAIN = "train";

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** The line after some updates. */
  abstract String update(int epoch, int update, int updatesInEpoch, Map<String, String> fields);

  /** The line after an epoch or a validation. */
  abstract String summary(int epoch, String subset, Map<String, String> fields);
}
