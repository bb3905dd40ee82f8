package ai.nmt.torchfile;

/**
 * The numbers that one or more tensors are views of; equal for tensors that share memory.
 *
 * @param key its name in the file
 * @param type format of its numbers
 * @param elements how many there are
 */
public record TorchStorage(String key, StorageType type, long elements) {
  /** Its size in bytes. */
  long bytes() {
    return Math.multiplyExact(elements, type.bytes());
  }
}
