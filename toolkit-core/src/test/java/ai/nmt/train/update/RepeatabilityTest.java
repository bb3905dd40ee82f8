package ai.nmt.train.update;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.batch.Batch;
import ai.nmt.random.SplitMix64;
import ai.nmt.tensor.TorchEngine;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training repeats bit for bit: equal seeds, and the state taken to another process. */
class RepeatabilityTest {
  private static final int UPDATES = 3;

  @Test
  void equalSeedsAreBitwiseEqual() {
    TorchEngine.start(1);
    try (SmallTraining first = new SmallTraining(3);
        SmallTraining second = new SmallTraining(3)) {
      assertThat(train(second, 0, UPDATES)).isEqualTo(train(first, 0, UPDATES));
      assertThat(second.parameters.values().toFloatArray())
          .isEqualTo(first.parameters.values().toFloatArray());
    }
  }

  @Test
  void aFreshProcessContinuesBitForBit(@TempDir Path folder) throws Exception {
    Path whole = folder.resolve("whole");
    Path half = folder.resolve("half");
    Path resumed = folder.resolve("resumed");
    runProcess("0", Integer.toString(2 * UPDATES), "none", whole.toString());
    runProcess("0", Integer.toString(UPDATES), "none", half.toString());
    runProcess(
        Integer.toString(UPDATES),
        Integer.toString(2 * UPDATES),
        half.toString(),
        resumed.toString());
    assertThat(resumed).hasSameBinaryContentAs(whole);
    assertThat(Files.readAllBytes(half)).isNotEqualTo(Files.readAllBytes(whole));
  }

  private static void runProcess(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RepeatabilityTest.class.getName());
    command.addAll(Arrays.asList(arguments));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  /**
   * Trains in a process of its own.
   *
   * @param arguments first update, update to stop before, file of the state to start from or
   *     "none", file for the last state
   */
  public static void main(String[] arguments) throws IOException {
    TorchEngine.start(2);
    try (SmallTraining training = new SmallTraining(3)) {
      if (!arguments[2].equals("none")) {
        training.parameters.values().muli(0);
        read(training, Path.of(arguments[2]));
      }
      train(training, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
      write(training, Path.of(arguments[3]));
    }
  }

  private static List<UpdateResult> train(SmallTraining training, int from, int to) {
    List<UpdateResult> results = new ArrayList<>();
    for (int update = from; update < to; update++) {
      SplitMix64 random = new SplitMix64(update);
      Batch first = SmallTraining.batch(random, 6, 20);
      Batch second = SmallTraining.batch(random, 6, 20);
      results.add(training.step.run(List.of(first, second), update, 1e-3));
    }
    return results;
  }

  private static void write(SmallTraining training, Path file) throws IOException {
    try (NDManager scratch = NDManager.newBaseManager();
        DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      SortedMap<String, NDArray> state = training.save(scratch);
      out.writeInt(state.size());
      for (String name : state.keySet()) {
        out.writeUTF(name);
        byte[] bytes = state.get(name).toByteArray();
        long[] shape = state.get(name).getShape().getShape();
        out.writeInt(shape.length);
        for (long size : shape) {
          out.writeLong(size);
        }
        out.writeInt(bytes.length);
        out.write(bytes);
      }
    }
  }

  private static void read(SmallTraining training, Path file) throws IOException {
    try (NDManager scratch = NDManager.newBaseManager();
        DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      SortedMap<String, NDArray> state = new TreeMap<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = in.readUTF();
        long[] shape = new long[in.readInt()];
        for (int axis = 0; axis < shape.length; axis++) {
          shape[axis] = in.readLong();
        }
        byte[] bytes = in.readNBytes(in.readInt());
        NDArray array = scratch.create(new Shape(shape));
        array.set(bytes);
        state.put(name, array);
      }
      training.restore(state);
    }
  }
}
