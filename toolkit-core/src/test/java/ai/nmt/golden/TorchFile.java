package ai.nmt.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Unpickler;

/** Reads contiguous tensors of PyTorch's zip files, for tests on trusted files. */
public final class TorchFile {
  private record Storage(String type, String key) {}

  static {
    Unpickler.registerConstructor("torch._utils", "_rebuild_tensor_v2", TorchFile::tensor);
    Unpickler.registerConstructor("collections", "OrderedDict", arguments -> new Ordered());
    for (String type : new String[] {"FloatStorage", "LongStorage", "IntStorage"}) {
      Unpickler.registerConstructor("torch", type, arguments -> type);
    }
  }

  private static final ThreadLocal<Map<String, byte[]>> STORAGES = new ThreadLocal<>();

  private TorchFile() {}

  /** Python's OrderedDict, whose attributes ({@code _metadata}) are of no interest. */
  public static final class Ordered extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1L;

    /**
     * Called by the unpickler, which looks for exactly this type.
     *
     * @param state the attributes
     */
    @SuppressWarnings("NonApiType")
    public void __setstate__(HashMap<String, Object> state) {}
  }

  /**
   * Reads a file.
   *
   * @param path the file
   * @return the unpickled object; tensors are {@link GoldenArray}
   */
  public static Map<?, ?> read(Path path) {
    Map<String, byte[]> files = new HashMap<>();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        files.put(name, zip.getInputStream(entry).readAllBytes());
      }
      STORAGES.set(files);
      return (Map<?, ?>) new TorchUnpickler().loads(files.get("data.pkl"));
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    } finally {
      STORAGES.remove();
    }
  }

  private static final class TorchUnpickler extends Unpickler {
    @Override
    protected Object persistentLoad(Object id) {
      Object[] fields = (Object[]) id;
      String type = (String) ((IObjectConstructor) fields[1]).construct(new Object[0]);
      return new Storage(type, (String) fields[2]);
    }
  }

  private static GoldenArray tensor(Object[] arguments) {
    Storage storage = (Storage) arguments[0];
    int offset = ((Number) arguments[1]).intValue();
    long[] shape =
        Arrays.stream((Object[]) arguments[2]).mapToLong(n -> ((Number) n).longValue()).toArray();
    int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    ByteBuffer bytes =
        ByteBuffer.wrap(STORAGES.get().get("data/" + storage.key())).order(ByteOrder.LITTLE_ENDIAN);
    switch (storage.type()) {
      case "FloatStorage" -> {
        float[] values = new float[size];
        bytes.asFloatBuffer().position(offset).get(values);
        return new GoldenArray(shape, values, null);
      }
      case "LongStorage" -> {
        long[] values = new long[size];
        bytes.asLongBuffer().position(offset).get(values);
        return new GoldenArray(shape, null, values);
      }
      default -> throw new IllegalArgumentException(storage.type());
    }
  }
}
