package ai.nmt.tensor;

import java.util.Locale;

/** The number format that a model computes in. */
public enum Precision {
  /** IEEE 754 single precision. */
  FLOAT32(6),
  /** IEEE 754 half precision: 11 binary digits, largest value 65504. */
  FLOAT16(5),
  /** The upper half of single precision: 8 binary digits, the range of single precision. */
  BFLOAT16(15);

  private final long code;

  Precision(long code) {
    this.code = code;
  }

  /**
   * The engine's number of the format, for TorchScript's {@code dtype}.
   *
   * @return the number
   */
  public long code() {
    return code;
  }

  /** Returns the name in small letters. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
