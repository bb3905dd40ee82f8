package ai.nmt.nn;

/** The nonlinearity of the feed-forward layer ({@code --activation-fn}). */
public enum Activation {
  /** max(0, x). */
  RELU,
  /** x Φ(x), exact (Hendrycks and Gimpel 2016). */
  GELU
}
