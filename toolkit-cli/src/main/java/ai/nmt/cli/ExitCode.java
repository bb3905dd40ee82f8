package ai.nmt.cli;

/**
 * The exit codes of {@code nmt}.
 *
 * <p>A run that is interrupted ends with 130 (SIGINT) or 143 (SIGTERM), which the JVM itself sets.
 */
public final class ExitCode {
  /** The command did what was asked. */
  public static final int DONE = 0;

  /** The command failed: a full disk, no memory, a bug. */
  public static final int FAILED = 1;

  /** The user asked for something that cannot be: a wrong flag, a missing or damaged file. */
  public static final int WRONG_USE = 2;

  /** The reader of standard output closed it, as {@code head} does; 128 + SIGPIPE. */
  public static final int OUTPUT_CLOSED = 141;

  private ExitCode() {}
}
