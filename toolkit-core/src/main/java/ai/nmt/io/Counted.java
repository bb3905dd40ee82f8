package ai.nmt.io;

import java.util.Locale;

/** Numbers of things, for messages: 1 sentence, 2 sentences, 12,000 batches. */
public final class Counted {
  private Counted() {}

  /**
   * A number of things.
   *
   * @param number how many
   * @param thing the name of one, as in "sentence pair"
   * @return the number, with commas between thousands, and the name in the form that goes with it
   */
  public static String of(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s", number, noun(number, thing));
  }

  /**
   * The name of things in the form that goes with their number.
   *
   * @param number how many
   * @param thing the name of one
   * @return the name; of several with an s, or es behind tch
   */
  public static String noun(long number, String thing) {
    if (number == 1) {
      return thing;
    }
    return thing + (thing.endsWith("tch") ? "es" : "s");
  }
}
