package ai.nmt.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.TorchScriptBridge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A module of TorchScript methods, written as source text and compiled when the program starts: the
 * language in which the toolkit's heavy operations are formulated.
 *
 * <p>A call costs 7 to 9 µs besides its operators, so methods are few and large. Whether autograd
 * records a call is decided by the calling thread's grad mode. Arguments are strict: a Tensor
 * parameter takes no number. In-place operators on list literals are removed by TorchScript as dead
 * code; take such lists as arguments.
 */
public final class ScriptModule implements AutoCloseable {
  private static final String HEADER =
      """
      class Ops(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  private final PtSymbolBlock module;

  private ScriptModule(PtSymbolBlock module) {
    this.module = module;
  }

  /**
   * Compiles methods.
   *
   * @param manager manager that owns the module
   * @param methods TorchScript source of the methods, unindented, each {@code def name(self:
   *     __torch__.Ops, ...) -> ...:}
   * @return the module
   */
  public static ScriptModule compile(NDManager manager, String methods) {
    String source = HEADER + methods.indent(2);
    try {
      byte[] archive = archive(source);
      return new ScriptModule(
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive), false, false));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot compile the TorchScript source:\n" + source, e);
    }
  }

  /**
   * Calls a method that returns one tensor.
   *
   * @param owner manager that the result attaches to, whatever the managers of the arguments
   * @param method method's name
   * @param arguments {@code NDArray}, {@code NDArray[]}, {@code Double}, {@code Long}, {@code
   *     Boolean} or {@code long[]}
   * @return the tensor
   */
  public NDArray call(NDManager owner, String method, Object... arguments) {
    NDArray[] results = callAll(owner, method, arguments);
    if (results.length != 1) {
      Arrays.stream(results).forEach(NDArray::close);
      throw new IllegalStateException(method + " returned " + results.length + " tensors, not 1");
    }
    return results[0];
  }

  /**
   * Calls a method that returns a tuple or a list of tensors.
   *
   * @param owner manager that the results attach to
   * @param method method's name
   * @param arguments as for {@link #call}
   * @return the tensors, in the method's order
   */
  public NDArray[] callAll(NDManager owner, String method, Object... arguments) {
    Object[] values = arguments.clone();
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof NDArray[] arrays) {
        values[i] = Arrays.copyOf(arrays, arrays.length, PtNDArray[].class);
      }
    }
    return TorchScriptBridge.run((PtNDManager) owner, module, method, values);
  }

  @Override
  public void close() {
    module.close();
  }

  /** A TorchScript archive: a zip of stored entries with a pickled, empty instance of the class. */
  private static byte[] archive(String source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "ops/data.pkl", instancePickle());
      store(zip, "ops/code/__torch__.py", source.getBytes(UTF_8));
      store(zip, "ops/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "ops/version", "3\n".getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Pickle protocol 2 of {@code __torch__.Ops} with the one attribute {@code training = False}. */
  private static byte[] instancePickle() {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(0x80);
    pickle.write(2);
    pickle.writeBytes("c__torch__\nOps\n".getBytes(UTF_8));
    pickle.write(')');
    pickle.write(0x81);
    pickle.write('}');
    pickle.write('(');
    byte[] name = "training".getBytes(UTF_8);
    pickle.writeBytes(new byte[] {'X', (byte) name.length, 0, 0, 0});
    pickle.writeBytes(name);
    pickle.write(0x89);
    pickle.write('u');
    pickle.write('b');
    pickle.write('.');
    return pickle.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
