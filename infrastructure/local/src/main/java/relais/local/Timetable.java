package relais.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relais.embedded.EventSource;
import relais.embedded.FunctionDefinition;
import relais.embedded.Places;

/// EventBridge Scheduler: calls functions at the rate the template says, on the beat of the clock.
final class Timetable implements AutoCloseable {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  private final ScheduledExecutorService clockwork =
      Executors.newScheduledThreadPool(
          1, Thread.ofPlatform().name("timetable-", 0).daemon().factory());
  private final AsyncCalls calls;
  private final Places places;
  private final InstantSource clock;
  private final Ids ids = new Ids();

  Timetable(AsyncCalls calls, Places places, InstantSource clock) {
    this.calls = calls;
    this.places = places;
    this.clock = clock;
  }

  void start(List<FunctionDefinition> functions) {
    for (FunctionDefinition function : functions) {
      for (EventSource.Schedule schedule : function.events(EventSource.Schedule.class)) {
        long period = period(schedule.expression()).toMillis();
        long untilBeat = period - Math.floorMod(clock.instant().toEpochMilli(), period);
        ScheduledFuture<?> unused =
            clockwork.scheduleAtFixedRate(
                () -> calls.submit(function.logicalId(), event(function, schedule)),
                untilBeat,
                period,
                TimeUnit.MILLISECONDS);
      }
    }
  }

  /// @throws IllegalArgumentException when the expression is not a rate
  static Duration period(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      throw new IllegalArgumentException(
          "On one machine a schedule is rate(n minutes|hours|days), was '%s'"
              .formatted(expression));
    }
    ChronoUnit unit =
        switch (rate.group(2)) {
          case "minute" -> ChronoUnit.MINUTES;
          case "hour" -> ChronoUnit.HOURS;
          default -> ChronoUnit.DAYS;
        };
    return Duration.of(Long.parseLong(rate.group(1)), unit);
  }

  private ObjectNode event(FunctionDefinition function, EventSource.Schedule schedule) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    ObjectNode event =
        Json.object()
            .put("version", "0")
            .put("id", ids.request())
            .put("detail-type", "Scheduled Event")
            .put("source", "aws.scheduler")
            .put("account", places.accountId())
            .put("time", now.toString())
            .put("region", places.region())
            .put("detail", "{}");
    event
        .putArray("resources")
        .add(
            "arn:aws:scheduler:%s:%s:schedule/default/%s%s"
                .formatted(
                    places.region(), places.accountId(), function.logicalId(), schedule.name()));
    return event;
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
