package ai.nmt.run;

import ai.djl.Device;
import ai.nmt.io.InputException;
import ai.nmt.tensor.TorchEngine;
import java.util.Locale;

/**
 * Where and with how many threads tensors are computed.
 *
 * @param threads threads within one operation ({@code --threads}); 0 = one per processor
 * @param device the device ({@code --device})
 */
public record EngineConfig(int threads, Kind device) {
  /** Kinds of devices. */
  public enum Kind {
    /** The processor. */
    CPU,
    /** The first GPU, through CUDA. */
    CUDA;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where the number of threads is negative
   */
  public EngineConfig {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "--threads must be at least 1, or 0 for one per processor, but is " + threads);
    }
  }

  /**
   * All processors.
   *
   * @return a thread per processor, no GPU
   */
  public static EngineConfig defaults() {
    return new EngineConfig(0, Kind.CPU);
  }

  /**
   * Starts the engine on the calling thread.
   *
   * @return the device to compute on
   * @throws InputException where there is no such device
   */
  public Device start() {
    if (device == Kind.CPU) {
      TorchEngine.start(threads);
      return Device.cpu();
    }
    TorchEngine.requireCudaLibraries();
    try {
      TorchEngine.start(threads);
    } catch (InputException e) {
      throw lacksDriver(e) ? noGpu("the NVIDIA driver (libcuda.so.1) is not installed", e) : e;
    }
    if (!TorchEngine.seesGpu()) {
      throw noGpu("PyTorch sees none", null);
    }
    return Device.gpu();
  }

  private static boolean lacksDriver(InputException problem) {
    return problem.getCause() instanceof UnsatisfiedLinkError
        && String.valueOf(problem.getMessage()).contains("libcuda.so");
  }

  private static InputException noGpu(String reason, Throwable cause) {
    return new InputException(
        "--device cuda: no GPU can be used: %s; 'nvidia-smi' shows what the driver knows. Or use --device cpu"
            .formatted(reason),
        cause);
  }
}
