package ai.nmt.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EpochBarTest {
  private final AtomicLong clock = new AtomicLong();

  @Test
  void theBarTellsProgressAndTime() {
    EpochBar bar = new EpochBar("epoch 001", 20, 100, clock::get);
    assertThat(bar.text(20, "", 200))
        .isEqualTo("epoch 001:  20%|####                | 20/100 [00:00<?, 0.00/s] ");
    clock.addAndGet(60_000_000_000L);
    assertThat(bar.text(50, "loss 3", 200))
        .isEqualTo("epoch 001:  50%|##########          | 50/100 [01:00<01:40, 0.50/s] loss 3");
    assertThat(bar.text(50, "loss 3", 20)).isEqualTo("epoch 001:  50%|####");
    assertThat(new EpochBar("x", 0, 0, clock::get).text(0, "", 99)).startsWith("x:   0%|");
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
