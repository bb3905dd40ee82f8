package ai.nmt.train.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.io.InputException;
import ai.nmt.train.MeterSums;
import ai.nmt.train.Progress;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.saving.CheckpointSaver.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints are written beside the training: all of them, in order, and no error is lost. */
@Timeout(60)
class CheckpointSaverTest {
  @TempDir Path folder;

  /** Each file that is written takes one; a test gives them. */
  private final Semaphore disk = new Semaphore(0);

  private final AtomicInteger open = new AtomicInteger();
  private final List<String> told = new ArrayList<>();
  private volatile RuntimeException failure;

  private final TrainingListener listener =
      new TrainingListener() {
        @Override
        public void saved(Path file, long updates) {
          told.add(file.getFileName() + " " + updates);
        }
      };

  /** Content is the number of updates; the writing waits for the disk. */
  private CheckpointSnapshot snapshot(Progress progress) {
    open.incrementAndGet();
    return new CheckpointSnapshot() {
      @Override
      public void write(Path file) {
        try {
          disk.acquire();
          if (failure != null) {
            throw failure;
          }
          Files.writeString(file, Long.toString(progress.updates()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  private CheckpointSaver saver(int keep, int pattern) {
    SavingConfig config =
        new SavingConfig(
            folder.toString(), 1, 10, keep, pattern, -1, true, true, true, "loss", false, 0, false);
    return new CheckpointSaver(config, this::snapshot, listener);
  }

  private static Progress after(long updates) {
    Progress progress = Progress.start();
    for (long i = 0; i < updates; i++) {
      progress = progress.afterUpdate(progress.position(), MeterSums.ZERO);
    }
    return progress;
  }

  private static void save(CheckpointSaver saver, long updates) {
    saver.save(Moment.UPDATE_INTERVAL, 1, after(updates), Optional.empty());
  }

  private Path file(long updates) {
    return folder.resolve(CheckpointNames.update(1, updates));
  }

  @Test
  void trainingGoesOnWhileACheckpointIsWritten() throws Exception {
    try (CheckpointSaver saver = saver(-1, -1)) {
      save(saver, 10);
      saver.poll();
      assertThat(file(10)).doesNotExist();
      assertThat(told).isEmpty();
      disk.release(2);
      saver.finish();
      assertThat(file(10)).hasContent("10");
      assertThat(folder.resolve(CheckpointNames.LAST)).hasContent("10");
      assertThat(told)
          .containsExactly("checkpoint_1_10.safetensors 10", "checkpoint_last.safetensors 10");
    }
    assertThat(open).hasValue(0);
  }

  @Test
  void theNextSaveWaitsSoThatNoneIsLeftOut() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    try (CheckpointSaver saver = saver(-1, -1)) {
      save(saver, 10);
      Thread slowDisk =
          new Thread(
              () -> {
                try {
                  // The second save is under way by now and has to wait.
                  assertThat(second.await(200, TimeUnit.MILLISECONDS)).isFalse();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                disk.release(4);
              });
      slowDisk.start();
      save(saver, 20);
      second.countDown();
      assertThat(file(10)).hasContent("10");
      slowDisk.join();
    }
    assertThat(file(20)).hasContent("20");
    assertThat(folder.resolve(CheckpointNames.LAST)).hasContent("20");
    assertThat(told).hasSize(4).last().isEqualTo("checkpoint_last.safetensors 20");
  }

  @Test
  void anErrorIsThrownOnceOnTheTrainingsThread() throws Exception {
    failure = new InputException("cannot write it");
    CheckpointSaver saver = saver(-1, -1);
    save(saver, 10);
    disk.release();
    assertThatThrownBy(saver::finish).isSameAs(failure);
    saver.close();
    assertThat(told).isEmpty();
    assertThat(open).hasValue(0);
    // The next one is tried again.
    failure = null;
    disk.release(2);
    save(saver, 20);
    saver.close();
    assertThat(file(20)).hasContent("20");
  }

  @Test
  void pollingThrowsWhatWentWrongWithoutWaitingForTheNextSave() throws Exception {
    failure = new InputException("cannot write it");
    CheckpointSaver saver = saver(-1, -1);
    save(saver, 10);
    disk.release();
    assertThatThrownBy(
            () -> {
              while (true) {
                saver.poll();
                TimeUnit.MILLISECONDS.sleep(1);
              }
            })
        .isSameAs(failure);
    saver.close();
  }

  @Test
  void oldCheckpointsGoOnlyWhenTheNewOnesAreThere() throws Exception {
    disk.release(4);
    try (CheckpointSaver saver = saver(1, -1)) {
      save(saver, 10);
      save(saver, 20);
      saver.finish();
      assertThat(file(10)).doesNotExist();
      save(saver, 30);
      saver.poll();
      assertThat(file(20)).exists();
      disk.release(2);
    }
    assertThat(file(20)).doesNotExist();
    assertThat(file(30)).exists();
  }

  @Test
  void aPatternKeepsCheckpointsForGood() {
    disk.release(100);
    try (CheckpointSaver saver = saver(2, 30)) {
      for (long updates = 10; updates <= 80; updates += 10) {
        save(saver, updates);
      }
    }
    assertThat(folder)
        .isDirectoryContaining(file -> file.equals(file(30)))
        .isDirectoryContaining(file -> file.equals(file(60)))
        .isDirectoryContaining(file -> file.equals(file(70)))
        .isDirectoryContaining(file -> file.equals(file(80)));
    assertThat(told).hasSize(16);
    assertThat(folder.toFile().list()).hasSize(5);
    assertThatThrownBy(() -> saver(2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--keep-interval-updates-pattern");
  }
}
