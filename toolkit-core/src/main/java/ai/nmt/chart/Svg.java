package ai.nmt.chart;

import java.util.Locale;

/**
 * An SVG drawing under construction. Colours stand in attributes, so that a file shows them
 * anywhere; names of classes let the style of a page replace them.
 */
final class Svg {
  static final String GRID = "class=\"grid\" stroke=\"#dddddd\"";
  static final String AXIS = "class=\"axis\" stroke=\"#666666\"";
  static final String MARK =
      "class=\"mark\" stroke=\"#666666\" stroke-opacity=\"0.7\" stroke-dasharray=\"3 4\"";

  private final StringBuilder out = new StringBuilder();

  /** Begins a drawing. */
  Svg(Frame frame, String title) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " height=\"%d\" font-family=\"sans-serif\" role=\"img\" aria-label=\"%s\">%n",
        frame.width(), frame.height(), frame.width(), frame.height(), Markup.escape(title));
  }

  /** Adds markup; arguments are escaped already. */
  Svg add(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format.replace("%n", "\n"), arguments));
    return this;
  }

  Svg line(String look, double x1, double y1, double x2, double y2) {
    return add(
        "<line %s x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", look, x1, y1, x2, y2);
  }

  Svg rectangle(String look, double x, double y, double width, double height) {
    return add(
        "<rect %s x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
        look, x, y, width, height);
  }

  /** A dot that stands out against a line of its colour. */
  Svg dot(String color, double x, double y) {
    return add(
        "<circle class=\"dot\" r=\"3.2\" stroke=\"#ffffff\" fill=\"%s\" cx=\"%.1f\""
            + " cy=\"%.1f\"/>%n",
        color, x, y);
  }

  /** Text of a size; {@code anchor} says which of its ends stands at the place. */
  Svg text(String anchor, int size, double x, double y, String text) {
    return add(
        "<text fill=\"#444444\" font-size=\"%d\" text-anchor=\"%s\" x=\"%.1f\""
            + " y=\"%.1f\">%s</text>%n",
        size, anchor, x, y, Markup.escape(text));
  }

  /** Text that reads upwards, its middle at the place. */
  Svg upright(int size, double x, double y, String text) {
    return add(
        "<text fill=\"#444444\" font-size=\"%d\" text-anchor=\"middle\""
            + " transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>%n",
        size, x, y, Markup.escape(text));
  }

  /** What is drawn on a file's white ground before anything else, its title included. */
  Svg ground(Frame frame, String title) {
    rectangle("fill=\"#ffffff\"", 0, 0, frame.width(), frame.height());
    return add(
        "<text fill=\"#222222\" font-size=\"15\" font-weight=\"bold\" text-anchor=\"middle\""
            + " x=\"%.1f\" y=\"26\">%s</text>%n",
        frame.width() / 2.0, Markup.escape(title));
  }

  /** The drawing. */
  String end() {
    return out.append("</svg>\n").toString();
  }
}
