package ai.nmt.run;

import ai.djl.Device;
import ai.djl.engine.Engine;
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
    TorchEngine.start(threads);
    if (device == Kind.CPU) {
      return Device.cpu();
    }
    if (Engine.getEngine("PyTorch").getGpuCount() == 0) {
      throw new InputException(
          "--device cuda: no GPU can be used. Either there is none, or the CUDA libraries of"
              + " PyTorch are missing (the CPU's are on the class path); use --device cpu");
    }
    return Device.gpu();
  }
}
