package ai.nmt.tensor;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import ai.nmt.io.InputException;
import ai.nmt.io.UnpackedLibraries;
import ai.nmt.io.UnpackedLibraries.Library;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which native libraries the engine will load: those of the folder {@code PYTORCH_LIBRARY_PATH}, or
 * else those that the class path holds. The ones between Java and PyTorch always come from the
 * class path.
 */
final class TorchLibraries {
  private static final String PYTORCH = "pytorch";
  private static final String PATH = "PYTORCH_LIBRARY_PATH";
  private static final String VERSION = "PYTORCH_VERSION";
  private static final String BRIDGE = System.mapLibraryName("djl_torch");

  private TorchLibraries() {}

  /** The folder that the user named and that holds PyTorch; empty where there is none. */
  private static Optional<Path> named() {
    String path = Utils.getEnvOrSystemProperty(PATH);
    return path == null
        ? Optional.empty()
        : Arrays.stream(path.split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(folder -> Files.isRegularFile(folder.resolve(System.mapLibraryName("torch"))))
            .findFirst();
  }

  /**
   * Checks that the libraries can compute on a GPU, before the engine would begin to look for
   * others.
   *
   * @throws InputException where they cannot
   */
  static void requireCuda() {
    String library = System.mapLibraryName("torch_cuda");
    Optional<Path> folder = named();
    if (folder.isPresent() && Files.isRegularFile(folder.get().resolve(library))) {
      return;
    }
    String path = Utils.getEnvOrSystemProperty(PATH);
    throw new InputException(
        "--device cuda needs PyTorch %s with CUDA 12, but %s. 'python3 -m pip install torch==%s' brings it, and bin/nmt finds it where --device cuda is typed, not in a file; or use --device cpu"
            .formatted(
                version(),
                path == null
                    ? PATH + " is not set"
                    : "%s (%s) holds no %s".formatted(PATH, path, library),
                version()));
  }

  /** PyTorch's version without the date of its package. */
  private static String version() {
    return Platform.fromSystem(PYTORCH).getVersion().split("-", 2)[0];
  }

  /** What will be unpacked at the engine's first start. */
  static UnpackedLibraries unpacked() {
    requireVersion();
    Platform platform = Platform.detectPlatform(PYTORCH);
    List<Library> libraries = new ArrayList<>();
    String version = platform.getVersion();
    String flavor = platform.getFlavor();
    Optional<Path> named = named();
    if (named.isPresent()) {
      version = setting(VERSION, version);
      flavor = setting("PYTORCH_FLAVOR", flavor);
    } else if (platform.isPlaceholder()) {
      throw missing("pytorch-native-cpu for " + platform.getClassifier());
    } else {
      for (String name : platform.getLibraries()) {
        String packed = "pytorch/%s/%s/%s".formatted(flavor, platform.getClassifier(), name);
        add(libraries, name, packed, false);
      }
    }
    String bridge = platform.getApiVersion() + "-" + BRIDGE;
    if (named.isEmpty() || !Files.exists(named.get().resolve(bridge))) {
      String packed = "jnilib/%s/%s/%s".formatted(platform.getClassifier(), flavor, BRIDGE);
      add(libraries, bridge, packed, true);
    }
    Path folder =
        Utils.getEngineCacheDir(PYTORCH)
            .resolve("%s-%s-%s".formatted(version, flavor, platform.getClassifier()));
    return new UnpackedLibraries("PyTorch", folder.toAbsolutePath(), libraries);
  }

  /** The engine would try to download what fits another version. */
  private static void requireVersion() {
    String version = setting(VERSION, version());
    if (!version.startsWith(version())) {
      throw new InputException(
          "%s is %s, but this toolkit works with PyTorch %s alone: name its libraries, or unset %s and %s"
              .formatted(VERSION, version, version(), VERSION, PATH));
    }
  }

  private static String setting(String name, String otherwise) {
    String value = Utils.getEnvOrSystemProperty(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  private static void add(List<Library> libraries, String name, String packed, boolean apart) {
    URL resource = TorchLibraries.class.getResource("/" + packed);
    if (resource == null) {
      throw missing(packed);
    }
    libraries.add(Library.of(name, resource, apart));
  }

  private static InputException missing(String what) {
    return new InputException(
        "PyTorch's libraries for this machine are missing: the class path holds no " + what);
  }
}
