package ai.nmt.torchfile;

import ai.nmt.pickle.PythonClass;

/** The number formats of tensors, by the names of torch's storage classes. */
public enum StorageType {
  /** IEEE 754 double precision. */
  DOUBLE("DoubleStorage", 8),
  /** IEEE 754 single precision. */
  FLOAT("FloatStorage", 4),
  /** IEEE 754 half precision. */
  HALF("HalfStorage", 2),
  /** The upper half of a single precision number. */
  BFLOAT16("BFloat16Storage", 2),
  /** Signed 64-bit integers. */
  LONG("LongStorage", 8),
  /** Signed 32-bit integers. */
  INT("IntStorage", 4),
  /** Signed 16-bit integers. */
  SHORT("ShortStorage", 2),
  /** Signed bytes. */
  CHAR("CharStorage", 1),
  /** Unsigned bytes. */
  BYTE("ByteStorage", 1),
  /** Truth values, a byte each. */
  BOOL("BoolStorage", 1);

  private final String storage;
  private final int bytes;

  StorageType(String storage, int bytes) {
    this.storage = storage;
    this.bytes = bytes;
  }

  /**
   * torch's class.
   *
   * @return its name, for example {@code torch.FloatStorage}
   */
  public PythonClass storage() {
    return new PythonClass("torch", storage);
  }

  /**
   * The size of one number.
   *
   * @return bytes, 1 to 8
   */
  public int bytes() {
    return bytes;
  }

  /** The type of a storage class; null for others. */
  static StorageType of(Object storage) {
    for (StorageType type : values()) {
      if (type.storage().equals(storage)) {
        return type;
      }
    }
    return null;
  }
}
