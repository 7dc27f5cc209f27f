package relais.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.embedded.FunctionDefinition;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// A function in a process of its own, as Lambda runs it: the unpacked zip under AWS's runtime
/// client, with no other variables than Lambda's and the template's.
///
/// The memory and processor of Lambda are not imitated, nor is SnapStart.
final class LambdaProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What Lambda's own images hold; the function's libraries are found below its task folder.
  private static final List<Class<?>> RUNTIME =
      List.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class);

  private final FunctionDefinition definition;
  private final RuntimeApi api;
  private final Path log;
  private final Process process;
  private final long startedAt;
  private @Nullable Duration coldStart;

  private LambdaProcess(
      FunctionDefinition definition, RuntimeApi api, Path log, Process process, long startedAt) {
    this.definition = definition;
    this.api = api;
    this.log = log;
    this.process = process;
    this.startedAt = startedAt;
  }

  /// Starts the process. It takes its first event as soon as it is ready.
  ///
  /// @param folder an empty folder for the unpacked zip and the log
  /// @param variables the function's environment and AWS's addresses
  static LambdaProcess start(
      FunctionDefinition definition, FunctionZip zip, Path folder, Map<String, String> variables) {
    Path task = folder.resolve("task");
    zip.unpack(task);
    RuntimeApi api = new RuntimeApi(definition.arn(), definition.timeout());
    Path log = folder.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx" + definition.memoryMegabytes() * 4 / 5 + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                runtimeClassPath(),
                AWSLambda.class.getName(),
                definition.handler())
            .directory(task.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(variables);
    environment.put("_HANDLER", definition.handler());
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", definition.memoryMegabytes() + "");
    environment.put("AWS_LAMBDA_FUNCTION_NAME", definition.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("LAMBDA_TASK_ROOT", task.toString());
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    long startedAt = System.nanoTime();
    try {
      Process process = builder.start();
      Thread.ofVirtual().start(() -> api.processEnded(endOf(process)));
      return new LambdaProcess(definition, api, log, process, startedAt);
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException(e);
    }
  }

  private static String runtimeClassPath() {
    return RUNTIME.stream()
        .map(
            type -> {
              try {
                return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
              } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
              }
            })
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Hands over an event.
  ///
  /// @return the answer as JSON
  /// @throws IllegalStateException when the function fails or says nothing; tells how its log ends
  String call(String event) {
    RuntimeApi.Outcome outcome;
    try {
      outcome = api.invoke(event, PATIENCE);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + endOfLog(), e);
    }
    if (coldStart == null) {
      coldStart = Duration.ofNanos(System.nanoTime() - startedAt);
    }
    return switch (outcome) {
      case RuntimeApi.Outcome.Answered(String json) -> json;
      case RuntimeApi.Outcome.Failed(String json) ->
          throw new IllegalStateException(
              "%s failed: %s%s".formatted(definition.logicalId(), json, endOfLog()));
    };
  }

  /// From the start of the process to its first answer, this function's own work included.
  ///
  /// @throws IllegalStateException before the first answer
  Duration coldStart() {
    Duration measured = coldStart;
    if (measured == null) {
      throw new IllegalStateException(definition.logicalId() + " has not answered yet");
    }
    return measured;
  }

  /// Keeps all threads of the function on the first core, as far as this machine can do that
  /// (`taskset` of util-linux).
  ///
  /// @return whether it could
  boolean keepOnOneCore() {
    try {
      return new ProcessBuilder("taskset", "-acp", "0", Long.toString(process.pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noTaskset) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String endOf(Process process) {
    try {
      return "The process ended with " + process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Nobody knows how the process ended";
    }
  }

  private String endOfLog() {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      List<String> all = lines.toList();
      return all.subList(Math.max(0, all.size() - 40), all.size()).stream()
          .collect(Collectors.joining("\n  ", "\n  ", ""));
    } catch (IOException e) {
      return "\n  (no log: %s)".formatted(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
