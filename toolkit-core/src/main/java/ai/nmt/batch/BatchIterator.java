package ai.nmt.batch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * The batches of one epoch from a position on, prepared ahead on a background thread.
 *
 * <p>At most {@code ahead} prepared batches wait. An error of the background thread is thrown by
 * the {@link #next()} that would have returned the batch. {@link #position()} counts the batches
 * taken, not those prepared, so that a training that saves it and resumes sees every batch once.
 * For one consumer thread; closing ends the background thread.
 */
public final class BatchIterator implements Iterator<Batch>, AutoCloseable {
  private final int epoch;
  private final int end;
  private final BlockingQueue<Prepared> queue;
  private final Thread worker;
  private int taken;
  private volatile boolean closed;

  /** What the background thread hands over. */
  private sealed interface Prepared {}

  private record Ready(Batch batch) implements Prepared {}

  private record Failed(Throwable error) implements Prepared {}

  BatchIterator(
      List<int[]> batches, IteratorPosition start, Function<int[], Batch> collate, int ahead) {
    if (start.batchesDone() > batches.size()) {
      throw new IllegalArgumentException(
          ("the position says %d batches of epoch %d are done, but the epoch has only %d: the data"
                  + " or the limits of batches differ from those of the saved training; give the"
                  + " former, or --reset-dataloader to begin with the data anew")
              .formatted(start.batchesDone(), start.epoch(), batches.size()));
    }
    this.epoch = start.epoch();
    this.taken = start.batchesDone();
    this.end = batches.size();
    this.queue = new ArrayBlockingQueue<>(ahead);
    List<int[]> rest = batches.subList(taken, end);
    this.worker = new Thread(() -> prepare(rest, collate), "batches-of-epoch-" + epoch);
    worker.setDaemon(true);
    worker.start();
  }

  @Override
  public boolean hasNext() {
    return taken < end;
  }

  /**
   * The next batch, waiting for it where it is not prepared yet.
   *
   * @return the batch; empty for a shard's filler
   * @throws NoSuchElementException at the epoch's end
   * @throws IllegalStateException after closing
   */
  @Override
  public Batch next() {
    if (closed) {
      throw new IllegalStateException("the batch iterator is closed");
    }
    if (!hasNext()) {
      throw new NoSuchElementException("epoch " + epoch + " has only " + end + " batches");
    }
    Prepared prepared = take();
    if (prepared instanceof Ready ready) {
      taken++;
      return ready.batch();
    }
    Throwable error = ((Failed) prepared).error();
    close();
    // The worker's own exception keeps its trace; where it was noticed is added to it.
    error.addSuppressed(new IllegalStateException("noticed by the consumer of the batches"));
    if (error instanceof Error serious) {
      throw serious;
    }
    throw (RuntimeException) error;
  }

  /**
   * The next batches of one update.
   *
   * @param count how many are wanted ({@code --update-freq}), at least 1
   * @return that many; fewer at the epoch's end
   */
  public List<Batch> next(int count) {
    List<Batch> group = new ArrayList<>(count);
    do {
      group.add(next());
    } while (group.size() < count && hasNext());
    return group;
  }

  /**
   * How far the consumer has come.
   *
   * @return the position to resume from
   */
  public IteratorPosition position() {
    return new IteratorPosition(epoch, taken);
  }

  /**
   * The number of batches in the whole epoch.
   *
   * @return the number, those before the start position included
   */
  public int size() {
    return end;
  }

  /** Ends the background thread; batches not taken are dropped. */
  @Override
  public void close() {
    closed = true;
    // No interrupt: it would close a file channel that the worker happens to read. Emptying the
    // queue lets a waiting worker go on, see that it is closed, and end.
    boolean interrupted = false;
    while (worker.isAlive()) {
      queue.clear();
      try {
        worker.join(1);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Prepared take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled =
          new CancellationException("interrupted waiting for a batch");
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  private void prepare(List<int[]> batches, Function<int[], Batch> collate) {
    try {
      for (int[] sentences : batches) {
        hand(new Ready(sentences.length == 0 ? Batch.empty() : collate.apply(sentences)));
        if (closed) {
          return;
        }
      }
    } catch (RuntimeException | Error e) {
      // Around all batches: the JVM may throw some time after mapped bytes could not be read.
      hand(new Failed(e));
    }
  }

  private void hand(Prepared prepared) {
    try {
      queue.put(prepared);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the thread that prepares batches", e);
    }
  }
}
