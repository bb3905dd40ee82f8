package ai.nmt.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** How much of the log is written to standard error. */
public enum LogLevel {
  /** Failures only. */
  ERROR,
  /** Failures and what the user should look at. */
  WARN,
  /** What a command does, in a few lines. */
  INFO,
  /** Details, and the stack trace of every error. */
  DEBUG,
  /** Everything. */
  TRACE;

  private static final String PROPERTY = "nmt.log.level";

  /**
   * Makes this the level of the toolkit's loggers.
   *
   * <p>logback.xml reads the level from a system property, so that a command that logs nothing does
   * not pay for the start of the logging system.
   */
  void apply() {
    String before = System.getProperty(PROPERTY, INFO.toString());
    System.setProperty(PROPERTY, toString());
    if (!before.equals(toString())) {
      ((Logger) LoggerFactory.getLogger("ai.nmt")).setLevel(Level.toLevel(name()));
    }
  }

  /** Returns the name as it is typed, in small letters. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
