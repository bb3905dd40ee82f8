package ai.nmt.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells files apart that may be too large to be read as a whole.
 *
 * @param bytes length of the file
 * @param sha256 SHA-256 in hexadecimal: of the whole file up to 64 MiB; of a longer one, of 64
 *     blocks of 1 MiB at equal distances, the first and the last included
 */
public record FileFingerprint(long bytes, String sha256) {
  private static final int BLOCK = 1 << 20;
  private static final int BLOCKS = 64;

  /**
   * Reads a file, or blocks of it.
   *
   * @param file the file
   * @return its fingerprint
   * @throws InputException where it cannot be read
   */
  public static FileFingerprint of(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      int blocks = (int) Math.min(BLOCKS, (size + BLOCK - 1) / BLOCK);
      for (int i = 0; i < blocks; i++) {
        digest.update(block(channel, position(i, size)));
      }
      return new FileFingerprint(size, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static long position(int block, long size) {
    long last = size - BLOCK;
    return size <= (long) BLOCK * BLOCKS
        ? (long) block * BLOCK
        : last / (BLOCKS - 1) * block + last % (BLOCKS - 1) * block / (BLOCKS - 1);
  }

  private static ByteBuffer block(FileChannel channel, long position) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (block.hasRemaining()) {
      if (channel.read(block, position + block.position()) < 0) {
        break;
      }
    }
    return block.flip();
  }
}
