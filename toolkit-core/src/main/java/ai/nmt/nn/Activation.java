package ai.nmt.nn;

import java.util.Locale;

/** The nonlinearity of the feed-forward layer ({@code --activation-fn}). */
public enum Activation {
  /** max(0, x). */
  RELU,
  /** x Φ(x), exact (Hendrycks and Gimpel 2016). */
  GELU;

  /** Returns the name as it is typed, in small letters. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
