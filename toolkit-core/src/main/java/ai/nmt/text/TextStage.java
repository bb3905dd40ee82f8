package ai.nmt.text;

import java.util.function.UnaryOperator;

/**
 * One step of text processing: a pure function from a line to a line, without its line break.
 *
 * <p>Implementations are immutable, may be shared by threads and accept every string: empty ones,
 * control characters and lone surrogates too.
 */
@FunctionalInterface
public interface TextStage extends UnaryOperator<String> {
  /**
   * Chains this stage with another.
   *
   * @param next the stage that receives this stage's lines
   * @return the chain
   */
  default TextStage then(UnaryOperator<String> next) {
    return line -> next.apply(apply(line));
  }
}
