package ai.nmt.checkpoint;

import ai.djl.ndarray.types.DataType;

/** The number formats of safetensors that the toolkit's checkpoints may hold. */
public enum TensorType {
  /** IEEE 754 double precision. */
  F64(DataType.FLOAT64),
  /** Signed 64-bit integers. */
  I64(DataType.INT64),
  /** IEEE 754 single precision. */
  F32(DataType.FLOAT32),
  /** Signed 32-bit integers. */
  I32(DataType.INT32),
  /** IEEE 754 half precision. */
  F16(DataType.FLOAT16),
  /** The upper half of a single precision number. */
  BF16(DataType.BFLOAT16),
  /** Unsigned bytes. */
  U8(DataType.UINT8),
  /** Signed bytes. */
  I8(DataType.INT8),
  /** Truth values, a byte each. */
  BOOL(DataType.BOOLEAN);

  private final DataType dataType;

  TensorType(DataType dataType) {
    this.dataType = dataType;
  }

  /**
   * DJL's name of the format.
   *
   * @return the data type of arrays with this format
   */
  public DataType dataType() {
    return dataType;
  }

  /**
   * The size of one number.
   *
   * @return bytes, 1 to 8
   */
  public int bytes() {
    return dataType.getNumOfBytes();
  }

  /**
   * Whether the numbers have a fractional part, as those of parameters do.
   *
   * @return true for double, single and half precision and bfloat16
   */
  public boolean isFloating() {
    return dataType.isFloating();
  }

  /**
   * The format of an array.
   *
   * @param dataType an array's data type
   * @return its format in the file
   * @throws IllegalArgumentException where safetensors has no such format
   */
  public static TensorType of(DataType dataType) {
    for (TensorType type : values()) {
      if (type.dataType == dataType) {
        return type;
      }
    }
    throw new IllegalArgumentException("safetensors files hold no arrays of " + dataType);
  }
}
