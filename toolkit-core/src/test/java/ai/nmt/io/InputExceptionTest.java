package ai.nmt.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputExceptionTest {
  static Stream<Arguments> reasons() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("a"), "there is no such file or folder"),
        Arguments.of(
            new AccessDeniedException("a"),
            "permission denied; check the rights of the file and its folder"),
        Arguments.of(new NotDirectoryException("a"), "a part of the path is a file, not a folder"),
        Arguments.of(
            new FileSystemException("a", null, "Is a directory"), "it is a folder, not a file"),
        Arguments.of(new EOFException(), "it ends too early"),
        Arguments.of(new EOFException("it ends at byte 7"), "it ends at byte 7"),
        Arguments.of(new IOException("Input/output error"), "Input/output error"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void reasonsAreInWords(IOException cause, String words) {
    assertThat(InputException.reason(cause)).isEqualTo(words);
  }
}
