package ai.nmt.subword;

import java.util.function.UnaryOperator;

/**
 * Cuts lines into subword units and makes lines of units again.
 *
 * <p>Implementations may be shared by threads.
 */
public interface SubwordModel extends UnaryOperator<String> {
  /**
   * Cuts a line into units.
   *
   * @param line text
   * @return its units, separated by single spaces
   */
  @Override
  String apply(String line);

  /**
   * Makes a line of units.
   *
   * @param units units separated by single spaces
   * @return the text they stand for
   */
  String join(String units);
}
