package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/nmt} with stand-ins for Java and Python, which say what they were called with. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("src", "launcher", "nmt");

  /** Programs that the launcher itself uses. */
  private static final List<String> TOOLS = List.of("dirname", "readlink", "stty");

  @TempDir private Path folder;

  private Path path;
  private final Map<String, String> environment = new HashMap<>();

  /** What the launcher left behind: the stand-in's output, or a message. */
  private record Result(int exitCode, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no /bin/bash here");
    Path launcher = Path.of(System.getProperty("basedir", "")).resolve(LAUNCHER);
    Files.createDirectories(folder.resolve("home/bin"));
    Files.copy(launcher, folder.resolve("home/bin/nmt"));
    Files.createDirectories(folder.resolve("home/lib"));
    Files.createFile(folder.resolve("home/lib/toolkit-cli.jar"));
    Files.createFile(folder.resolve("home/lib/pytorch-native-cpu-2.7.1-linux-x86_64.jar"));
    path = Files.createDirectory(folder.resolve("path"));
    for (String tool : TOOLS) {
      for (String place : List.of("/bin/", "/usr/bin/")) {
        if (Files.exists(Path.of(place + tool)) && !Files.exists(path.resolve(tool))) {
          script(path.resolve(tool), "exec %s \"$@\"".formatted(place + tool));
        }
      }
    }
  }

  @Test
  void aJavaHomeWithoutJavaIsNamedThoughThePathHasOne() throws Exception {
    java(path, "17.0.1", "x86_64");
    environment.put("JAVA_HOME", "/no/such java");
    assertThat(run("score"))
        .isEqualTo(
            message(
                "JAVA_HOME is '/no/such java', where there is no bin/java. Set it to a JDK or JRE"
                    + " 17 or later, or unset it: then the java of the PATH is used."));
  }

  @Test
  void noJavaAtAllIsSaid() throws Exception {
    assertThat(run("score"))
        .isEqualTo(
            message(
                "no Java found: there is none on the PATH, and JAVA_HOME is not set. Install a JDK"
                    + " or JRE 17 or later and set JAVA_HOME to it."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_302", "9", "11.0.20", "16.0.2"})
  void anOldJavaIsNamedWithItsVersion(String version) throws Exception {
    Path home = java(folder.resolve("old jdk"), version, "x86_64");
    environment.put("JAVA_HOME", "" + home);
    String expected =
        "Java 17 or later is needed, but '%s/bin/java' is Java %s. Set JAVA_HOME to a JDK or JRE 17 or later."
            .formatted(home, version);
    assertThat(run("score")).isEqualTo(message(expected));
    // Without a file that describes it.
    Files.delete(home.resolve("release"));
    assertThat(run("score")).isEqualTo(message(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.15", "21.0.1", "25-ea"})
  void aJavaThatIsNewEnoughIsUsed(String version) throws Exception {
    environment.put("JAVA_HOME", "" + java(folder.resolve("jdk"), version, "aarch64"));
    Result result = run("score", "a b");
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("ai.nmt.cli.Main|score|a b|")
        .contains("home/lib/pytorch-native-cpu-2.7.1-linux-x86_64.jar");
  }

  @Test
  void aJavaThatDoesNotRunIsSaid() throws Exception {
    Path home = java(folder.resolve("jdk"), "17", "x86_64");
    Files.delete(home.resolve("release"));
    script(home.resolve("bin/java"), "echo 'libjli.so: cannot open' >&2", "exit 127");
    environment.put("JAVA_HOME", "" + home);
    assertThat(run("score"))
        .isEqualTo(message("'%s/bin/java' does not run: libjli.so: cannot open".formatted(home)));
  }

  @Test
  void aJavaOf32BitsIsRefused() throws Exception {
    Path home = java(folder.resolve("jdk"), "17.0.1", "i686");
    environment.put("JAVA_HOME", "" + home);
    assertThat(run("score"))
        .isEqualTo(
            message(
                "a Java of 64 bits is needed, but '%s/bin/java' is one for i686.".formatted(home)));
  }

  @ParameterizedTest
  @CsvSource({"NMT_JAVA_OPTS", "JAVA_OPTS"})
  void optionsThatTheJvmRefusesAreNamed(String variable) throws Exception {
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(variable, "-Xmxplenty -Dx=y");
    assertThat(run("score"))
        .isEqualTo(
            message(
                "the JVM refuses the options of %s, '-Xmxplenty -Dx=y': Invalid maximum heap size: -Xmxplenty"
                    .formatted(variable)));
  }

  @Test
  void optionsReachTheJvm() throws Exception {
    environment.put("JAVA_HOME", "" + java(folder.resolve("jdk"), "17", "x86_64"));
    environment.put("JAVA_OPTS", "-Xms1m");
    environment.put("NMT_JAVA_OPTS", "-Xmx2g -agentlib:jdwp=x");
    assertThat(run("score").out()).contains("|-Xms1m|-Xmx2g|-agentlib:jdwp=x|-cp|");
  }

  @ParameterizedTest
  @CsvSource({"--device cuda", "--device=cuda", "--device CUDA", "--device cpu --device cuda"})
  void cudaTakesPyTorchFromPython(String flags) throws Exception {
    usableJava();
    Path torch = python(path.resolve("python3"), "2.7.1+cu126", "12.6", true);
    Result result = run(("train data " + flags).split(" ", -1));
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("PYTORCH=%s/lib:2.7.1:cu128|".formatted(torch))
        .doesNotContain("pytorch-native-cpu");
  }

  @Test
  void theCpuIsLeftAlone() throws Exception {
    usableJava();
    assertThat(run("train", "--device", "cuda", "--device", "cpu").out()).contains("PYTORCH=::|");
    assertThat(run("train", "--device", "cuda", "--help").out()).contains("PYTORCH=::|");
  }

  @Test
  void nmtPythonComesFirst() throws Exception {
    usableJava();
    python(path.resolve("python3"), "2.7.1", "12.8", true);
    Path other = folder.resolve("my env");
    Path torch = python(other.resolve("python"), "2.7.1+cu118.local", "12.1", true);
    environment.put("NMT_PYTHON", "" + other.resolve("python"));
    assertThat(run("train", "--device", "cuda").out()).contains("PYTORCH=" + torch + "/lib:");
  }

  @Test
  void whatTheUserHasSetWins() throws Exception {
    usableJava();
    environment.put("PYTORCH_LIBRARY_PATH", "/my/torch");
    assertThat(run("train", "--device", "cuda").out()).contains("PYTORCH=/my/torch:2.7.1:cu128|");
    environment.put("PYTORCH_VERSION", "2.6.0");
    environment.put("PYTORCH_FLAVOR", "cpu");
    assertThat(run("train", "--device", "cuda").out()).contains("PYTORCH=/my/torch:2.6.0:cpu|");
  }

  /** Whatever is missing: all that was looked for, and the command that helps. */
  @Test
  void withoutPyTorchTheMessageSaysWhatWasLookedFor() throws Exception {
    usableJava();
    assertNoTorch("python3: not found; python: not found");
    script(path.resolve("python"), "echo /usr/bin/python", "exit 1");
    environment.put("NMT_PYTHON", "/no/python");
    assertNoTorch(
        "/no/python: not found; python3: not found; python (/usr/bin/python): no PyTorch");
    environment.remove("NMT_PYTHON");
    Path two = path.resolve("python3");
    python(two, "2.8.0+cu128", "12.8", true);
    python(path.resolve("python"), "2.7.1+cpu", "none", false);
    assertNoTorch(
        "python3 (%s): PyTorch 2.8.0+cu128 with CUDA 12.8; python (%s): PyTorch 2.7.1+cpu with CUDA none"
            .formatted(two, path.resolve("python")));
    Files.delete(path.resolve("python"));
    python(two, "2.7.1+cu118", "11.8", true);
    assertNoTorch(
        "python3 (%s): PyTorch 2.7.1+cu118 with CUDA 11.8; python: not found".formatted(two));
    Path torch = python(two, "2.7.1", "12.6", false);
    assertNoTorch(
        "python3 (%s): PyTorch 2.7.1 without %s/lib/libtorch_cuda.so; python: not found"
            .formatted(two, torch));
    python(two, "2.7.10", "12.6", true);
    assertNoTorch("python3 (%s): PyTorch 2.7.10 with CUDA 12.6; python: not found".formatted(two));
  }

  /** A real Python finds the folder, and looks neither into the current one nor at the import. */
  @Test
  void aRealPythonIsAsked() throws Exception {
    Path real = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(real), "there is no /usr/bin/python3 here");
    usableJava();
    Path torch = Files.createDirectories(folder.resolve("site packages/torch"));
    Files.writeString(torch.resolve("__init__.py"), "raise SystemExit('imported')\n");
    Files.writeString(
        torch.resolve("version.py"),
        "from typing import Optional\n__version__ = '2.7.1+cu126'\ncuda: Optional[str] = '12.6'\n");
    Files.createDirectories(torch.resolve("lib"));
    Files.createFile(torch.resolve("lib/libtorch_cuda.so"));
    environment.put("NMT_PYTHON", "" + real);
    environment.put("PYTHONPATH", "" + torch.getParent());
    assertThat(run("train", "--device", "cuda").out())
        .contains("PYTORCH=%s/lib:2.7.1:cu128|".formatted(torch));
    environment.remove("PYTHONPATH");
    Files.createDirectory(folder.resolve("torch"));
    assertThat(run("train", "--device", "cuda").err()).doesNotContain("" + folder.resolve("torch"));
  }

  private void assertNoTorch(String asked) throws Exception {
    assertThat(run("train", "--device", "cuda"))
        .isEqualTo(
            message(
                "--device cuda needs PyTorch 2.7.1 with CUDA 12, which no Python has that was asked (%s). Run 'python3 -m pip install torch==2.7.1', or set NMT_PYTHON to the Python that has it, or use --device cpu."
                    .formatted(asked)));
  }

  private static Result message(String text) {
    return new Result(ExitCode.WRONG_USE, "", "nmt: " + text + "\n");
  }

  private void usableJava() throws IOException {
    environment.put("JAVA_HOME", "" + java(folder.resolve("jdk"), "17.0.9", "x86_64"));
  }

  /** A Java that answers its version, or prints its arguments and PyTorch's variables. */
  private static Path java(Path home, String version, String architecture) throws IOException {
    script(
        home.resolve("bin/java"),
        "case \"$*\" in *-version) echo 'openjdk version \"%s\" 2021' >&2; exit ;; esac"
            .formatted(version),
        "printf '%s|' \"$@\""
            + " \"PYTORCH=${PYTORCH_LIBRARY_PATH:-}:${PYTORCH_VERSION:-}:${PYTORCH_FLAVOR:-}\"");
    if (home.endsWith("path")) {
      script(home.resolve("java"), "exec %s \"$@\"".formatted(home.resolve("bin/java")));
    }
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"%s\"\nOS_ARCH=\"%s\"\n"
            .formatted(version, architecture));
    return home;
  }

  /** A Python with a PyTorch in a folder whose name has a space; returns that folder. */
  private Path python(Path program, String version, String cuda, boolean withLibrary)
      throws IOException {
    Path torch = folder.resolve("torch of " + version);
    Files.createDirectories(torch.resolve("lib"));
    Files.deleteIfExists(torch.resolve("lib/libtorch_cuda.so"));
    if (withLibrary) {
      Files.createFile(torch.resolve("lib/libtorch_cuda.so"));
    }
    script(program, "printf '%%s\\n' '%s' '%s' '%s' '%s'".formatted(program, torch, version, cuda));
    return torch;
  }

  private static void script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/bash", "" + folder.resolve("home/bin/nmt")));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PATH", "" + path);
    int code = builder.start().waitFor();
    return new Result(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
