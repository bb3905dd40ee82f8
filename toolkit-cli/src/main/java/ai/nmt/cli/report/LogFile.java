package ai.nmt.cli.report;

import ai.nmt.io.InputException;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that takes the lines of a training and the messages of the log ({@code --log-file}). */
final class LogFile implements AutoCloseable {
  /** That of logback.xml. */
  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss} | %-5level | %msg%n";

  private final Path path;
  private final PrintStream stream;
  private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

  private LogFile(Path path, OutputStream output) {
    this.path = path;
    this.stream = new PrintStream(output, true, StandardCharsets.UTF_8);
  }

  /** Opens a file at its end; its folder is made where it is missing. */
  static LogFile open(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      LogFile file =
          new LogFile(
              path,
              Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
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
    appender.setOutputStream(stream);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }

  /** Writes a line. */
  void println(String line) {
    stream.println(line);
  }

  @Override
  public void close() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
    boolean failed = stream.checkError();
    appender.stop();
    stream.close();
    if (failed) {
      LoggerFactory.getLogger(LogFile.class)
          .warn("--log-file {} is not complete: it could not be written to", path);
    }
  }
}
