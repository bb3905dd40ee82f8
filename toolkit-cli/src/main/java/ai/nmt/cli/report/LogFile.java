package ai.nmt.cli.report;

import ai.nmt.io.AppendedFile;
import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that takes the lines of a training and the messages of the log ({@code --log-file}). A
 * line that cannot be written is left out; the first one is told of on standard error.
 */
final class LogFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);

  /** That of logback.xml. */
  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss} | %-5level | %msg%n";

  private final AppendedFile file;
  private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
  private volatile String failure;

  private LogFile(AppendedFile file) {
    this.file = file;
  }

  /** Opens a file at its end; its folder is made where it is missing. */
  static LogFile open(Path path) {
    try {
      Folders.make(path.toAbsolutePath().getParent());
      LogFile file = new LogFile(AppendedFile.open(path));
      file.takeMessages();
      return file;
    } catch (IOException e) {
      throw InputException.cannotWrite(path, e);
    }
  }

  private void takeMessages() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(messages());
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }

  /** The appender writes each message at once. */
  private OutputStream messages() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        append(new byte[] {(byte) b});
      }

      @Override
      public void write(byte[] bytes, int start, int length) {
        append(Arrays.copyOfRange(bytes, start, start + length));
      }
    };
  }

  /** Writes a line. */
  void println(String line) {
    append((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
  }

  private void append(byte[] line) {
    try {
      file.append(line);
    } catch (InputException | UncheckedIOException e) {
      if (failure == null) {
        failure = e.getMessage();
        LOG.warn("{}; training goes on", failure);
      }
    }
  }

  /** Why the file is not complete; empty where it is. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
    appender.stop();
    file.close();
  }
}
