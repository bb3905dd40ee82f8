package ai.nmt.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.nmt.io.InputException;
import java.util.function.Supplier;

/**
 * The native engine of this process: its start, its threads, autograd's switch and its random
 * numbers.
 *
 * <p>The engine keeps two switches per thread. Autograd records by default on every thread but the
 * one that loaded the engine, and TorchScript's profiling optimiser, once on, changes gradients in
 * their last bits after the first call; both must be off for training to be repeatable. Every
 * thread that computes calls {@link #prepareThread} first.
 */
public final class TorchEngine {
  private static final String THREADS = "ai.djl.pytorch.num_threads";
  private static final String INTEROP_THREADS = "ai.djl.pytorch.num_interop_threads";

  private static final String ENGINE = "PyTorch";

  private TorchEngine() {}

  /**
   * Checks that the engine can be started for a GPU: that its libraries are there. To be called
   * before {@link #start}.
   *
   * @throws InputException if they are missing
   */
  public static void requireCudaLibraries() {
    TorchLibraries.requireCuda();
  }

  /**
   * Whether the engine, once started, sees a GPU. DJL's own count of them is no answer: it looks
   * for CUDA in other places than PyTorch does.
   *
   * @return whether there is one
   */
  public static boolean seesGpu() {
    return Engine.getEngine(ENGINE).hasCapability("CUDA");
  }

  /**
   * Starts the engine, or changes the number of threads of a started one, and prepares the calling
   * thread.
   *
   * <p>Results depend on the number of threads in their last bits: who wants to repeat a run
   * records it.
   *
   * @param threads threads within one operation, at least 1; 0 for one per processor
   * @throws InputException if the native libraries cannot be unpacked or loaded
   * @throws java.io.UncheckedIOException if the disk is full
   */
  public static synchronized void start(int threads) {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "the number of threads is " + threads + "; expected 1 or more, or 0 for all processors");
    }
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    // Without this DJL looks for downloads and asks the network which cloud it runs in.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty(THREADS, Integer.toString(count));
    System.setProperty(INTEROP_THREADS, "1");
    Engine engine = TorchLibraries.unpacked().load(() -> Engine.getEngine(ENGINE));
    prepareThread();
    if (JniUtils.getNumThreads() != count) {
      JniUtils.setNumThreads(count);
    }
    verifyGradientSwitch(engine);
    initializeVectorMath(engine);
  }

  /**
   * Calls the elementwise functions of Intel's vector library once, on one thread.
   *
   * <p>The library chooses its code at a function's first call, and not safely: where two threads
   * of one operation made that call together, 9 of 250 processes rounded their first exponentials
   * otherwise, and with them every gradient; after a call like this none of 300 did.
   */
  private static void initializeVectorMath(Engine engine) {
    try (NDManager manager = engine.newBaseManager(Device.cpu())) {
      NDArray one = manager.create(new float[] {1});
      one.exp();
      one.log();
      one.sqrt();
      one.sin();
      one.cos();
      one.tanh();
      one.erf();
    }
  }

  /**
   * The number of threads within one operation on the calling thread.
   *
   * @return at least 1
   */
  public static int threads() {
    return JniUtils.getNumThreads();
  }

  /**
   * Makes the calling thread ready to compute: autograd does not record and TorchScript does not
   * optimise. To be called once on every thread, before its first operation.
   */
  public static void prepareThread() {
    JniUtils.setGradMode(false);
    JniUtils.setGraphExecutorOptimize(false);
  }

  /**
   * Runs a computation while autograd records it.
   *
   * @param forward the computation
   * @param <T> type of its result
   * @return its result
   */
  public static <T> T recording(Supplier<T> forward) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      return forward.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * Propagates a gradient backwards from a recorded tensor and adds it to the gradients of the
   * leaves; the record is freed.
   *
   * @param output recorded tensor, any shape
   * @param gradient gradient with respect to {@code output}, of the same shape
   */
  public static void backward(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
  }

  /**
   * Seeds the engine's one random number generator, whose state can be neither read nor restored.
   *
   * @param seed any value; it is mixed into the 32 bits that the engine uses
   */
  public static void seed(long seed) {
    JniUtils.setSeed((seed ^ (seed >>> 32)) & 0xFFFFFFFFL);
  }

  /** A gradient arrives where it was recorded, and nowhere else. */
  private static void verifyGradientSwitch(Engine engine) {
    try (NDManager manager = engine.newBaseManager(Device.cpu())) {
      NDArray x = manager.create(new float[] {2, 3});
      x.setRequiresGradient(true);
      boolean silent = !JniUtils.requiresGrad((PtNDArray) x.square());
      NDArray y = recording(x::square);
      backward(y, manager.create(new float[] {1, 10}));
      float[] gradient = x.getGradient().toFloatArray();
      if (!silent || gradient[0] != 4 || gradient[1] != 60) {
        throw new IllegalStateException(
            "the native engine's autograd does not follow its switch: expected the gradients 4 and"
                + " 60, got "
                + gradient[0]
                + " and "
                + gradient[1]);
      }
    }
  }
}
