package ai.nmt.cli.option;

import ai.nmt.io.NamedInput;
import java.io.InputStream;

/** Standard input as a stream that stays open when it is closed, and is named in errors. */
public final class StandardInput extends NamedInput {
  /** Set by the launcher where nobody has typed anything yet. */
  private static final String TERMINAL = "nmt.input.terminal";

  private StandardInput(InputStream input) {
    super(input, "standard input");
  }

  /** Opens it for a dialogue, which says itself what is to be typed. */
  public static InputStream open() {
    return new StandardInput(System.in);
  }

  /** Opens it for a whole text; at a terminal, where a command would seem to hang, it says so. */
  public static InputStream openText() {
    if (Boolean.getBoolean(TERMINAL)) {
      System.err.println("Reading from the terminal; an end of file (Ctrl-D) ends the text.");
    }
    return open();
  }

  @Override
  public void close() {
    // Standard input belongs to the process.
  }
}
