package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Native libraries that cannot be unpacked or loaded, in processes of their own. */
class EngineStartTest extends FaultyTrainings {
  @Test
  void aReadOnlyFolderIsAUserMistake() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 64)) {
      Path cache = Files.createDirectory(disk.resolve("cache"));
      disk.makeReadOnly(cache);
      try {
        assertFails(cache, ExitCode.WRONG_USE, cannotUnpack(cache) + "Read-only file system");
      } finally {
        disk.makeWritable(cache);
      }
    }
  }

  @Test
  void aFullDiskIsAFailureThatLeavesNothingBehind() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 2048)) {
      Path cache = disk.resolve("cache");
      assertFails(
          cache,
          ExitCode.FAILED,
          "the disk is full: " + cannotUnpack(cache) + "No space left on device");
      try (var files = Files.list(cache.resolve("pytorch"))) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    Path cache = Files.createFile(folder.resolve("cache"));
    assertFails(
        cache,
        ExitCode.WRONG_USE,
        cannotUnpack(cache) + "a part of the path is a file, not a folder");
  }

  @Test
  void withoutLibrariesForAGpuTheMessageSaysWhatHelps() throws Exception {
    String help =
        "'python3 -m pip install torch==2.7.1' brings it, and bin/nmt finds it where --device cuda"
            + " is typed, not in a file; or use --device cpu";
    assertGpuFails(
        List.of(),
        "--device cuda needs PyTorch 2.7.1 with CUDA 12, but PYTORCH_LIBRARY_PATH is not set. "
            + help);
    Path torch = Files.createDirectory(folder.resolve("torch"));
    Files.createFile(torch.resolve("libtorch.so"));
    assertGpuFails(
        List.of("-DPYTORCH_LIBRARY_PATH=" + torch),
        "--device cuda needs PyTorch 2.7.1 with CUDA 12, but PYTORCH_LIBRARY_PATH (%s) holds no libtorch_cuda.so. %s"
            .formatted(torch, help));
    Files.createFile(torch.resolve("libtorch_cuda.so"));
    assertGpuFails(
        List.of("-DPYTORCH_LIBRARY_PATH=" + torch, "-DPYTORCH_VERSION=2.6.0"),
        "PYTORCH_VERSION is 2.6.0, but this toolkit works with PyTorch 2.7.1 alone: name its"
            + " libraries, or unset PYTORCH_VERSION and PYTORCH_LIBRARY_PATH");
  }

  /** Libraries that need the driver's, which is not there. */
  @Test
  void aMissingDriverIsSaid() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "this is not Linux");
    assumeTrue(compiler().isPresent(), "there is no gcc here");
    Path torch = Files.createDirectory(folder.resolve("torch"));
    Path driver = Files.createDirectory(folder.resolve("driver")).resolve("libcuda.so.1");
    compile("int cuInit(unsigned flags) { return 100; }", driver, "-Wl,-soname,libcuda.so.1");
    String caller = "int cuInit(unsigned); int call(void) { return cuInit(0); }";
    compile("int nothing;", torch.resolve("libtorch.so"));
    compile(caller, torch.resolve("libtorch_cuda.so"), "" + driver);
    compile(caller, torch.resolve("libdjl_torch.so"), "" + driver);
    assertGpuFails(
        List.of("-DPYTORCH_LIBRARY_PATH=" + torch, "-DPYTORCH_FLAVOR=cu128"),
        "--device cuda: no GPU can be used: the NVIDIA driver (libcuda.so.1) is not installed;"
            + " 'nvidia-smi' shows what the driver knows. Or use --device cpu");
  }

  private static Optional<Path> compiler() {
    return Optional.of(Path.of("/usr/bin/gcc")).filter(Files::isExecutable);
  }

  private void compile(String source, Path library, String... more) throws Exception {
    Path file = Files.writeString(folder.resolve("source.c"), source);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("" + compiler().orElseThrow(), "-shared", "-fPIC", "-o", "" + library));
    command.add("" + file);
    command.addAll(List.of(more));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private void assertGpuFails(List<String> options, String message) throws Exception {
    Path log = Files.createTempFile(folder, "log", null);
    TrainingProcess process =
        TrainingProcess.start(
            options,
            log,
            List.of(arguments(folder.resolve("ck"), "--max-update", "1", "--device", "cuda")));
    assertThat(process.waitFor()).as(process.log()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(messages(log)).containsExactly("nmt train: " + message);
    assertThat(process.log()).doesNotContain("\tat ", "Exception");
  }

  private static String cannotUnpack(Path cache) {
    return "cannot unpack the libraries of PyTorch (some 452 MB) to %s/pytorch: ".formatted(cache);
  }

  private void assertFails(Path cache, int exitCode, String message) throws Exception {
    Path log = Files.createTempFile(folder, "log", null);
    TrainingProcess process =
        TrainingProcess.start(
            List.of("-DDJL_CACHE_DIR=" + cache),
            log,
            List.of(arguments(folder.resolve("ck"), "--max-update", "1")));
    assertThat(process.waitFor()).as(process.log()).isEqualTo(exitCode);
    assertThat(messages(log))
        .singleElement()
        .asString()
        .startsWith("nmt train: " + message + "; DJL_CACHE_DIR can name another folder");
    assertThat(process.log()).doesNotContain("\tat ", "Exception");
  }

  private static List<String> messages(Path log) throws IOException {
    return Files.readAllLines(log).stream().filter(line -> line.startsWith("nmt")).toList();
  }
}
