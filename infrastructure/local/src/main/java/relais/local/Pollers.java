package relais.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The threads that ask for work, and the promise that stopping interrupts no work begun.
final class Pollers implements AutoCloseable {
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  private final Journal journal;
  private final List<Thread> threads = new ArrayList<>();
  private final Phaser working = new Phaser(1);
  private volatile boolean stopping;

  Pollers(Journal journal) {
    this.journal = journal;
  }

  Journal journal() {
    return journal;
  }

  /// Runs a step again and again until the system stops. When it throws, it rests a second.
  synchronized void start(String name, Runnable step) {
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .start(
                () -> {
                  while (!stopping) {
                    try {
                      step.run();
                    } catch (RuntimeException e) {
                      rest(name, e);
                    }
                  }
                }));
  }

  private void rest(String name, RuntimeException trouble) {
    if (stopping) {
      return;
    }
    journal.failed(name + " had trouble and tries again", trouble);
    try {
      Thread.sleep(AFTER_TROUBLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks to begin a piece of work; each yes wants an [#end()].
  synchronized boolean begin() {
    if (stopping) {
      return false;
    }
    working.register();
    return true;
  }

  void end() {
    working.arriveAndDeregister();
  }

  boolean stopping() {
    return stopping;
  }

  /// Waits until the work begun is done, ten seconds at most. Threads that only wait are left.
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
    }
    try {
      working.awaitAdvanceInterruptibly(working.arrive(), 10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      System.err.println("A function still runs; its events come again at the next start.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
