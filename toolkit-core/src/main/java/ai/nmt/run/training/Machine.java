package ai.nmt.run.training;

import ai.djl.engine.Engine;

/**
 * What a training runs on, for people who read its checkpoint or report.
 *
 * @param java version and maker of the Java machine
 * @param pytorch version of PyTorch
 * @param system operating system and kind of processor
 * @param processors number of processors that the process may use
 * @param heapMiB largest heap of the Java machine in MiB
 */
record Machine(String java, String pytorch, String system, int processors, long heapMiB) {
  /** This machine. */
  static Machine here() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor")),
        Engine.getEngine("PyTorch").getVersion(),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        runtime.availableProcessors(),
        runtime.maxMemory() >> 20);
  }
}
