package relais.samples;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Kills a function at one of its writes to AWS: register it as a bean of the function's context.
///
/// The crash is an [Error], which no code of the product catches, as nobody catches the end of a
/// process.
public final class CrashAtWrite implements ExecutionInterceptor {
  private final int write;
  private final When when;
  private final AtomicInteger writes = new AtomicInteger();

  /// Where in the write the process ends.
  public enum When {
    /// Before the request has left: nothing was written.
    BEFORE,
    /// After the write was done and before anybody learned of it.
    AFTER
  }

  /// The end of the process.
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    private Crash(String message) {
      super(message);
    }
  }

  /// @param write which write ends the process, counted from 1
  public CrashAtWrite(int write, When when) {
    this.write = write;
    this.when = when;
  }

  /// How many writes were begun.
  public int writes() {
    return writes.get();
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (isWrite(context.request()) && writes.incrementAndGet() == write && when == When.BEFORE) {
      throw new Crash("before write " + write);
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (isWrite(context.request()) && writes.get() == write && when == When.AFTER) {
      throw new Crash("after write " + write);
    }
  }

  private static boolean isWrite(SdkRequest request) {
    String name = request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return !name.startsWith("get")
        && !name.startsWith("batchget")
        && !name.startsWith("query")
        && !name.startsWith("receive");
  }
}
