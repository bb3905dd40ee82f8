package ai.nmt.pickle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpicklerTest {
  private static final PythonClass NAMESPACE = new PythonClass("argparse", "Namespace");

  private static Object load(byte[] pickle) throws IOException {
    return new Unpickler(
            new PickleInput(new ByteArrayInputStream(pickle), pickle.length),
            name -> name.equals(NAMESPACE) ? items -> new PythonObject(name, items) : null,
            id -> "stored " + id)
        .load();
  }

  private static Object load(String pickle) throws IOException {
    return load(pickle.getBytes(ISO_8859_1));
  }

  /** Pickles as Python's {@code pickle.dumps} writes them, in Latin-1. */
  @Test
  void readsWorkedExamples() throws IOException {
    assertThat(load("\u0080\u0002K\u0001.")).isEqualTo(1L);
    assertThat(load("\u0080\u0002J\u00fe\u00ff\u00ff\u00ff.")).isEqualTo(-2L);
    assertThat(load("\u0080\u0002\u008a\u0001\u00ff.")).isEqualTo(-1L);
    assertThat(load("\u0080\u0002]q\u0000(K\u0001NX\u0001\u0000\u0000\u0000ae."))
        .isEqualTo(Arrays.asList(1L, null, "a"));
    assertThat(
            load(
                "\u0080\u0004\u0095\u0004\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u008c\u0001a\u0094."))
        .isEqualTo("a");
    assertThat(load("\u0080\u0002}q\u0000U\u0001kG?\u00e0\u0000\u0000\u0000\u0000\u0000\u0000s."))
        .isEqualTo(Map.of("k", 0.5));
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "builtins, eval",
    "builtins, exec",
    "__builtin__, getattr",
    "subprocess, Popen",
    "torch.hub, load",
    "somewhere.else, Unknown"
  })
  void refusesWhatCouldBeExecutedAndNamesIt(String module, String name) {
    String argument = "X\u0004\u0000\u0000\u0000echo";
    List<String> pickles =
        List.of(
            "c" + module + "\n" + name + "\n(" + argument + "tR.",
            "\u0080\u0002c" + module + "\n" + name + "\n" + argument + "\u0085R.",
            "(" + argument + "i" + module + "\n" + name + "\n.",
            "\u0080\u0004\u008c"
                + (char) module.length()
                + module
                + "\u008c"
                + (char) name.length()
                + name
                + "\u0093"
                + argument
                + "\u0085R.");
    for (String pickle : pickles) {
      assertThatThrownBy(() -> load(pickle))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("'" + module + "." + name + "'")
          .hasMessageContaining("nothing of it was executed");
    }
  }

  @Test
  void refusesWhatNeedsMoreThanTheFileHas() {
    String gigabytes = "\u00ff\u00ff\u00ff\u007f";
    for (String operation : List.of("X", "T", "B", "\u008b")) {
      assertThatThrownBy(() -> load("\u0080\u0002" + operation + gigabytes))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("truncated");
    }
    assertThatThrownBy(() -> load("\u0080\u0006N.")).hasMessageContaining("protocol 6");
    assertThatThrownBy(() -> load("\u0080\u0002h\u0007.")).hasMessageContaining("value 7");
    assertThatThrownBy(() -> load("\u0080\u0002.")).hasMessageContaining("damaged");
    assertThatThrownBy(() -> load("\u0080\u0002K")).hasMessageContaining("truncated");
    assertThatThrownBy(() -> load("\u0080\u0002NN.")).hasMessageContaining("after its end");
    assertThatThrownBy(() -> load("\u0080\u0002?.")).hasMessageContaining("0x3f");
  }

  /** A million lists in one another; hashing or printing them would exhaust Java's stack. */
  @Test
  void nestingIsNoProblem() throws IOException {
    String deep = "\u0080\u0002" + ")" + "\u0085".repeat(1_000_000);
    assertThat(load(deep + ".")).isInstanceOf(Tuple.class);
    assertThatThrownBy(() -> load("\u0080\u0002}" + deep.substring(2) + "Ns."))
        .isInstanceOf(IOException.class);
  }

  @Test
  void readsWhatThePicklerWrites() throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("none", null);
    map.put("numbers", List.of(1L, -5L, 1L << 40, -(1L << 40), 0.1));
    map.put("tuple", Tuple.of("ä", Tuple.of(), true, false));
    PythonObject namespace = new PythonObject(NAMESPACE, List.of());
    namespace.attributes().put("inner", map);
    Map<?, ?> read = (Map<?, ?>) load(Pickler.pickle(Map.of("args", namespace)));
    PythonObject back = (PythonObject) read.get("args");
    assertThat(back.type()).isEqualTo(NAMESPACE);
    assertThat(back.attributes()).isEqualTo(Map.of("inner", map));
    assertThat(load(Pickler.pickle(new Pickler.Persistent(Tuple.of("storage", 1)))))
        .isEqualTo("stored " + Tuple.of("storage", 1L));
  }

  /** An unpickler that knows nothing of this one. */
  @Test
  void anotherReaderUnderstandsThePickler() throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", "ä");
    map.put("list", List.of(1, -5, 0.5, true));
    map.put("big", 1L << 40);
    Object read = new net.razorvine.pickle.Unpickler().loads(Pickler.pickle(map));
    assertThat(read).isEqualTo(map);
  }

  @Test
  void randomBytesEndInAnErrorOrAValue() {
    RandomGenerator random = new java.util.Random(1);
    for (int round = 0; round < 5_000; round++) {
      byte[] pickle = new byte[random.nextInt(40)];
      random.nextBytes(pickle);
      try {
        load(pickle);
      } catch (IOException e) {
        assertThat(e).hasMessageMatching("(?s).*");
      }
    }
  }
}
