package ai.nmt.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/**
 * A problem that the user of the toolkit can fix: a missing or damaged file, contradicting options,
 * data that does not match the model.
 *
 * <p>The message says what happened, where (file, line, flag), what was expected and how to fix it.
 * The command line prints it without a stack trace and exits with code 2.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the machine refuses, as operating systems say it: no fault of the path. */
  private static final List<String> REFUSALS =
      List.of("No space left", "Disk quota exceeded", "Input/output error");

  /**
   * Makes the exception.
   *
   * @param message what happened, where, what was expected, how to fix it
   */
  public InputException(String message) {
    super(message);
  }

  /**
   * Makes the exception with its cause.
   *
   * @param message what happened, where, what was expected, how to fix it
   * @param cause the error behind it
   */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The same exception with more to say.
   *
   * @param more what is added to the message
   * @return an exception of this one's kind, whose cause is this one
   */
  public InputException with(String more) {
    return new InputException(getMessage() + more, this);
  }

  /**
   * The exception for a file that could not be read.
   *
   * @param file the file
   * @param cause what the file system said
   * @return the exception, with the reason in words
   */
  public static InputException cannotRead(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return new InputException(
          "cannot read " + file + ": there is no such file; check the path", cause);
    }
    return cannotRead(file.toString(), cause);
  }

  /** The same for what has a name, but is not opened as a file. */
  static InputException cannotRead(String name, IOException cause) {
    return new InputException("cannot read " + name + ": " + reason(cause), cause);
  }

  /**
   * The exception for a file or folder that could not be written.
   *
   * @param file the file or folder
   * @param cause what the file system said
   * @return the exception, with the reason in words: an {@link InputException}, or for a full or
   *     broken disk, which is no wrong use, an {@link UncheckedIOException}
   */
  public static RuntimeException cannotWrite(Path file, IOException cause) {
    String reason =
        cause instanceof NoSuchFileException
            ? "the folder it should lie in does not exist"
            : reason(cause);
    String message = "cannot write " + file + ": " + reason;
    return isRefusal(cause)
        ? new UncheckedIOException(message, new IOException(message, cause))
        : new InputException(message, cause);
  }

  /** Whether the machine refuses, which is no fault of the path. */
  static boolean isRefusal(IOException cause) {
    return REFUSALS.stream().anyMatch(reason(cause)::contains);
  }

  /**
   * What the file system said, in words.
   *
   * @param cause the error of a file or stream
   * @return why, without the class of the error: {@code it is a folder, not a file}, ...
   */
  public static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (cause instanceof EOFException && cause.getMessage() == null) {
      return "it ends too early";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied; check the rights of the file and its folder";
    }
    if (cause instanceof NotDirectoryException || saysThat(cause, "Not a directory")) {
      return "a part of the path is a file, not a folder";
    }
    if (saysThat(cause, "Bad file descriptor")) {
      return "it is closed";
    }
    if (saysThat(cause, "Is a directory")) {
      return "it is a folder, not a file";
    }
    if (cause instanceof FileAlreadyExistsException existing) {
      return existing.getFile() + " is a file, not a folder";
    }
    if (cause instanceof CharacterCodingException) {
      return "it is not valid UTF-8";
    }
    return cause instanceof FileSystemException problem && problem.getReason() != null
        ? problem.getReason()
        : String.valueOf(cause.getMessage());
  }

  private static boolean saysThat(IOException cause, String reason) {
    return cause instanceof FileSystemException problem
        ? reason.equals(problem.getReason())
        : reason.equals(cause.getMessage());
  }
}
