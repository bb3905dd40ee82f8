package ai.nmt.run.analyses;

import ai.nmt.io.InputException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code nmt train --log-format json} printed about one run.
 *
 * @param group name of the runs that it is compared with
 * @param name its own name
 * @param points a point per line about updates, losses finite
 * @param brokeOff whether it ended because a number was not finite
 */
public record TrainingLog(String group, String name, List<Point> points, boolean brokeOff) {
  private static final String DIVERGED = "training has diverged";

  /**
   * The figures of some updates.
   *
   * @param update number of the last of them
   * @param loss their mean loss per target word, in bits
   * @param gradientNorm their mean gradient norm
   */
  public record Point(int update, double loss, double gradientNorm) {}

  /** Copies the list. */
  public TrainingLog {
    points = List.copyOf(points);
  }

  /** Reads a log; lines that are no JSON are messages for people. */
  static TrainingLog read(String group, String name, Path file) {
    List<Point> points = new ArrayList<>();
    boolean brokeOff = false;
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      brokeOff |= lines.get(i).contains(DIVERGED);
      if (lines.get(i).startsWith("{") && lines.get(i).contains("\"loss\"")) {
        Point point = point(file, i + 1, lines.get(i));
        if (Double.isFinite(point.loss())) {
          points.add(point);
        } else {
          brokeOff = true;
        }
      }
    }
    if (points.isEmpty()) {
      throw new InputException(
          file
              + " has no line about updates; it has to hold what 'nmt train --log-format json"
              + " --log-interval N' prints on standard error, with N below the number of updates");
    }
    return new TrainingLog(group, name, points, brokeOff);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  private static Point point(Path file, int line, String text) {
    try {
      JsonObject object = JsonParser.parseString(text).getAsJsonObject();
      return new Point(
          Integer.parseInt(object.get("num_updates").getAsString()),
          number(object.get("loss").getAsString()),
          number(object.get("gnorm").getAsString()));
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      throw new InputException(
          "%s, line %d: not a line of 'nmt train --log-format json': %s"
              .formatted(file, line, text),
          e);
    }
  }

  private static double number(String text) {
    return text.equals("nan") ? Double.NaN : Double.parseDouble(text);
  }

  /** The first figures. */
  Point first() {
    return points.get(0);
  }

  /** The last figures. */
  Point last() {
    return points.get(points.size() - 1);
  }

  /** The mean loss of a quarter of the points, 0 to 3. */
  double quarter(int number) {
    int from = points.size() * number / 4;
    int to = Math.max(from + 1, points.size() * (number + 1) / 4);
    return points.subList(from, to).stream().mapToDouble(Point::loss).average().orElseThrow();
  }
}
