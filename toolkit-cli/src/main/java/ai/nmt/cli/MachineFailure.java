package ai.nmt.cli;

import ai.nmt.io.MappedFile;
import java.util.Optional;

/**
 * Says in one message what the machine or its Java refuses: memory, stack, threads, mapped files,
 * classes and native libraries.
 */
final class MachineFailure {
  private static final double MEGABYTE = 1 << 20;

  private MachineFailure() {}

  /** What happened and what helps; empty for errors that are bugs. */
  static Optional<String> describe(Throwable error) {
    String message = String.valueOf(error.getMessage()).lines().findFirst().orElse("no details");
    if (error instanceof OutOfMemoryError) {
      return Optional.of(outOfMemory(message));
    }
    if (message.contains("DefaultCPUAllocator") || message.contains("CUDA out of memory")) {
      return Optional.of(
          "out of memory (%s). Use smaller batches (--max-tokens, --max-sentences)."
              .formatted(message));
    }
    if (error instanceof StackOverflowError) {
      return Optional.of(
          "the stack of a thread is too small for this input. NMT_JAVA_OPTS=-Xss16m gives 16 MB.");
    }
    if (error instanceof UnsatisfiedLinkError) {
      return Optional.of(
          "a native library cannot be loaded: %s. This system lacks it, or has another version of it."
              .formatted(message));
    }
    if (error instanceof LinkageError) {
      return Optional.of(linkage(error.getClass().getSimpleName() + ": " + message));
    }
    return MappedFile.explain(error)
        .map(fault -> fault + ". Put it right and run the command again.");
  }

  private static String outOfMemory(String message) {
    if (message.contains("native thread")) {
      return "out of memory (%s). Use fewer threads, or raise the limit of processes (ulimit -u)."
          .formatted(message);
    }
    if (message.contains("irect buffer memory")) {
      return "out of memory (%s). NMT_JAVA_OPTS=-XX:MaxDirectMemorySize=... gives more."
          .formatted(message);
    }
    return "out of memory (%s): the Java heap may take %.0f MB. NMT_JAVA_OPTS=-Xmx... gives more."
        .formatted(message, Runtime.getRuntime().maxMemory() / MEGABYTE);
  }

  private static String linkage(String message) {
    return "a part of the program or of Java is missing or damaged (%s). Java is %s in %s: use a complete JDK or JRE, or install the toolkit again."
        .formatted(message, Runtime.version(), System.getProperty("java.home"));
  }
}
