package relais.runtime;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The queues that carry [Job]s, each kind on its own. Sending a job again does no harm.
public final class WorkQueues {
  private final SqsClient sqs;
  private final Environment environment;

  /// The queues that this environment names; a function is given only those it sends to.
  public WorkQueues(SqsClient sqs, Environment environment) {
    this.sqs = sqs;
    this.environment = environment;
  }

  /// Sends jobs, those of one kind in their order.
  ///
  /// @throws IllegalStateException when a queue refuses one or is not known to this function;
  ///     sending all again is right
  public void send(List<? extends Job> jobs) {
    send(jobs, WorkQueues::outbound, Environment::outboundQueueUrl);
    send(jobs, WorkQueues::assignment, Environment::assignmentQueueUrl);
    send(jobs, WorkQueues::media, Environment::mediaQueueUrl);
    List<Job.Waiting> waiting =
        jobs.stream().filter(Job.Waiting.class::isInstance).map(Job.Waiting.class::cast).toList();
    if (!waiting.isEmpty()) {
      DelaySender sender = new DelaySender(sqs, environment.waitingQueueUrl());
      waiting.forEach(job -> sender.send(job.json(), job.delaySeconds()));
    }
  }

  private void send(
      List<? extends Job> jobs,
      Function<Job, Optional<FifoSender.Message>> message,
      Function<Environment, String> queueUrl) {
    List<FifoSender.Message> messages =
        jobs.stream().map(message).flatMap(Optional::stream).toList();
    if (!messages.isEmpty()) {
      new FifoSender(sqs, queueUrl.apply(environment)).send(messages);
    }
  }

  /// One conversation's messages leave in their order.
  private static Optional<FifoSender.Message> outbound(Job job) {
    return job instanceof Job.Outbound it
        ? Optional.of(
            new FifoSender.Message(
                it.json(), it.conversation().value(), it.message() + "#" + it.attempt()))
        : Optional.empty();
  }

  /// One team's conversations get their owners one after the other.
  private static Optional<FifoSender.Message> assignment(Job job) {
    return job instanceof Job.Assignment it
        ? Optional.of(
            new FifoSender.Message(
                it.json(), it.team().value(), it.conversation() + "#" + it.version()))
        : Optional.empty();
  }

  /// Files come side by side, the name of one contact is asked for by one at a time.
  private static Optional<FifoSender.Message> media(Job job) {
    return job instanceof Job.AtProvider atProvider
        ? Optional.of(
            switch (atProvider) {
              case Job.Media it ->
                  new FifoSender.Message(
                      it.json(),
                      it.message().value(),
                      it.message() + "#" + it.file() + "#" + it.attempt());
              case Job.CustomerName it ->
                  new FifoSender.Message(
                      it.json(), it.contact().value(), it.conversation() + "#" + it.version());
            })
        : Optional.empty();
  }
}
