package ai.nmt.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final AtomicLong clock = new AtomicLong();

  @Test
  void theBarTellsProgressAndTime() {
    ProgressBar bar = new ProgressBar("epoch 001", 20, 100, clock::get);
    assertThat(bar.text(20, "", 62))
        .isEqualTo("epoch 001:  20%|####                | 20/100 [00:00<?, 0.00/s]");
    clock.addAndGet(60_000_000_000L);
    assertThat(bar.text(50, "loss=3", 73))
        .isEqualTo("epoch 001:  50%|##########          | 50/100 [01:00<01:40, 0.50/s] loss=3");
    assertThat(new ProgressBar("x", 0, 0, clock::get).text(0, "", 99))
        .isEqualTo("x:   0%|" + " ".repeat(40) + "| 0/0 [00:00<?, 0.00/s]");
    clock.addAndGet(7200_000_000_000L);
    assertThat(bar.text(100, "", 60))
        .isEqualTo("epoch 001: 100%|###########| 100/100 [2:01:00<00:00, 0.01/s]");
  }

  @Test
  void aNarrowTerminalShortensTheBarAndLeavesOutWholeWords() {
    ProgressBar bar = new ProgressBar("epoch 001", 20, 100, clock::get);
    clock.addAndGet(60_000_000_000L);
    String note = "loss=3.25 ppl=9.51 lr=0.0005";
    assertThat(bar.text(50, note, 199))
        .isEqualTo(
            "epoch 001:  50%|####################                    | 50/100"
                + " [01:00<01:40, 0.50/s] loss=3.25 ppl=9.51 lr=0.0005");
    assertThat(bar.text(50, note, 80))
        .isEqualTo(
            "epoch 001:  50%|##   | 50/100 [01:00<01:40, 0.50/s] loss=3.25 ppl=9.51 lr=0.0005");
    assertThat(bar.text(50, note, 79))
        .isEqualTo(
            "epoch 001:  50%|#######       | 50/100 [01:00<01:40, 0.50/s] loss=3.25 ppl=9.51");
    assertThat(bar.text(50, note, 59))
        .isEqualTo("epoch 001:  50%|######       | 50/100 [01:00<01:40, 0.50/s]");
    assertThat(bar.text(50, note, 20)).isEqualTo("epoch 001:  50%|##  ");
    assertThat(bar.text(50, note, 0)).isEmpty();
  }

  @Test
  void aBarIsDrawnTenTimesASecondAtMostAndAtItsEnd() {
    String shown =
        onTerminal(
            display -> {
              display.begin("x", 0, 4);
              display.advance(1);
              clock.addAndGet(100_000_000);
              display.note("loss=1");
              display.advance(1);
              display.advance(1);
              display.advance(1);
              display.end();
              display.advance(1);
            });
    String wide = " ".repeat(40);
    assertThat(shown)
        .isEqualTo(
            "\rx:   0%|"
                + wide
                + "| 0/4 [00:00<?, 0.00/s]\u001b[K"
                + "\rx:  50%|"
                + "#".repeat(20)
                + " ".repeat(20)
                + "| 2/4 [00:00<00:00, 20.00/s] loss=1\u001b[K"
                + "\rx: 100%|"
                + "#".repeat(40)
                + "| 4/4 [00:00<00:00, 40.00/s] loss=1\u001b[K"
                + "\r\u001b[K");
  }

  @Test
  void outputHasTheTerminalToItself() {
    String bar = "\rx:   0%|" + " ".repeat(40) + "| 0/4 [00:00<?, 0.00/s]\u001b[K";
    assertThat(
            onTerminal(
                display -> {
                  display.begin("x", 0, 4);
                  display.leaveRoomFor(() -> display.println("H-0"));
                }))
        .isEqualTo(bar + "\r\u001b[K" + "H-0\n" + bar + "\r\u001b[K");
  }

  @Test
  void whereThereIsNoTerminalNothingIsShown() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try (ProgressDisplay display = ProgressDisplay.open()) {
      display.begin("x", 0, 4);
      display.advance(4);
      display.leaveRoomFor(() -> display.moveTo(1));
      display.end();
    } finally {
      System.setErr(before);
    }
    assertThat(written.size()).isZero();
  }

  /** What a terminal receives. */
  private String onTerminal(Consumer<ProgressDisplay> work) {
    PrintStream before = System.err;
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    System.setErr(new PrintStream(terminal, true, StandardCharsets.UTF_8));
    System.setProperty("nmt.columns", "100");
    try (ProgressDisplay display = ProgressDisplay.on(StatusLine.open(), clock::get)) {
      work.accept(display);
    } finally {
      System.clearProperty("nmt.columns");
      System.setErr(before);
    }
    return terminal.toString(StandardCharsets.UTF_8);
  }

  @Test
  void linesAppearAboveTheStatus() {
    PrintStream before = System.err;
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    System.setErr(new PrintStream(terminal, true, StandardCharsets.UTF_8));
    try {
      try (StatusLine status = StatusLine.open()) {
        status.show("1/2");
        System.err.print("warn");
        System.err.print("ing ü\n");
        status.show("1/2");
        status.println("line");
        status.show("2/2");
      }
      System.err.print("end");
    } finally {
      System.setErr(before);
    }
    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\r1/2\u001b[K"
                + "\r\u001b[Kwarning ü\n1/2"
                + "\r\u001b[Kline\n1/2"
                + "\r2/2\u001b[K"
                + "\r\u001b[Kend");
  }
}
