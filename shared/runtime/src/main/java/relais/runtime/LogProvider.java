package relais.runtime;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// Where log lines of SLF4J go: on Lambda one JSON object a line on standard output, as its log
/// reads them; elsewhere words on standard error.
///
/// Our own rooms log from INFO on, libraries from WARN on. Found by SLF4J through
/// META-INF/services.
public final class LogProvider implements SLF4JServiceProvider, ILoggerFactory {
  private static final String OURS = "relais.";

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter contexts = new NOPMDCAdapter();
  private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
  private final LogLines lines;

  /// SLF4J calls this one.
  public LogProvider() {
    this(lines(System.getenv("AWS_LAMBDA_FUNCTION_NAME") != null));
  }

  private LogProvider(LogLines lines) {
    this.lines = lines;
  }

  private static LogLines lines(boolean onLambda) {
    PrintStream out = onLambda ? System.out : System.err;
    return new LogLines(InstantSource.system(), out::println, onLambda);
  }

  @Override
  public Logger getLogger(String name) {
    return loggers.computeIfAbsent(
        name, it -> new LineLogger(it, it.startsWith(OURS) ? Level.INFO : Level.WARN, lines));
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return this;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return contexts;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}
}
