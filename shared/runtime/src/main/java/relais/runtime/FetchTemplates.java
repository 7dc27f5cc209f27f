package relais.runtime;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.Connection;
import relais.channels.ProviderCall;
import relais.channels.ProviderFailure;
import relais.channels.TemplateChannel;
import relais.channels.TemplateChannel.StandingQuestion;
import relais.channels.TemplateChannel.TemplatePage;
import relais.channels.registry.Channels;
import relais.conversation.Inbox;
import relais.conversation.MessageTemplate;
import relais.conversation.NumberStanding;
import relais.table.Standings;
import relais.table.Templates;

/// Reads the templates of an inbox from its provider into the table, and how the provider regards
/// its number. The API does it when somebody asks, the schedule every few hours (decision 200).
public final class FetchTemplates {
  private static final Duration ANSWER = Duration.ofSeconds(8);

  /// More pages than any account fills; a provider that never ends must not hold us.
  private static final int MAX_PAGES = 60;

  /// A page holds some hundred templates.
  private static final int MAX_PAGE_BYTES = 16 * 1024 * 1024;

  private final Templates templates;
  private final Standings standings;
  private final ChannelSecrets secrets;
  private final Environment environment;
  private final ProviderHttp http;
  private final InstantSource time;

  /// With what it takes to ask providers.
  public FetchTemplates(
      Templates templates,
      Standings standings,
      ChannelSecrets secrets,
      Environment environment,
      ProviderHttp http,
      InstantSource time) {
    this.templates = templates;
    this.standings = standings;
    this.secrets = secrets;
    this.environment = environment;
    this.http = http;
    this.time = time;
  }

  /// Whether an inbox has templates that can be read.
  public static boolean hasTemplates(Inbox.Connected inbox) {
    return Channels.findTemplates(inbox.channel())
        .filter(channel -> channel.knowsTemplates(inbox))
        .isPresent();
  }

  /// Reads the list whole. What does not work is written down beside the templates, which stay.
  ///
  /// @return whether it could be read
  public boolean fetch(Inbox.Connected inbox) {
    Optional<TemplateChannel> channel = Channels.findTemplates(inbox.channel());
    if (channel.isEmpty() || !channel.get().knowsTemplates(inbox)) {
      return false;
    }
    Instant began = time.instant();
    Optional<ChannelSecrets.Secrets> known = secrets.find(inbox.id());
    if (known.isEmpty()) {
      templates.failed(
          inbox.id(), "no-token", "This inbox has no access token. Connect it again.", began);
      return false;
    }
    Connection connection =
        new Connection(
            inbox,
            environment.api(channel.get().api(inbox)),
            known.get().accessToken(),
            known.get().appSecret());
    ProviderFailure failure = list(channel.get(), connection, began);
    if (failure != null) {
      templates.failed(inbox.id(), failure.code(), failure.reason(), began);
      return false;
    }
    standings.learn(inbox.id(), standing(channel.get(), connection), began);
    return true;
  }

  /// Reads all pages.
  ///
  /// @return what went wrong, null when the list is taken over
  private @Nullable ProviderFailure list(
      TemplateChannel channel, Connection connection, Instant began) {
    List<MessageTemplate> listed = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    String after = null;
    do {
      ProviderHttp.Answer answer = ask(channel.listTemplates(connection, after));
      if (answer == null) {
        return new ProviderFailure(
            "unreachable",
            "%s cannot be reached, or does not answer in time.".formatted(channel.label()),
            true,
            true);
      }
      switch (channel.templates(answer.status(), answer.body())) {
        case TemplatePage.Refused(ProviderFailure failure) -> {
          return failure;
        }
        case TemplatePage.Listed page -> {
          listed.addAll(page.templates());
          after = page.next();
        }
      }
    } while (after != null && asked.add(after) && asked.size() < MAX_PAGES);
    templates.replace(connection.inbox().id(), listed, began);
    return null;
  }

  private NumberStanding standing(TemplateChannel channel, Connection connection) {
    NumberStanding known = NumberStanding.UNKNOWN;
    for (StandingQuestion question : channel.standing(connection)) {
      ProviderHttp.Answer answer = ask(question.call());
      if (answer != null && answer.status() >= 200 && answer.status() <= 299) {
        known = question.reading().add(known, answer.body());
      }
    }
    return known;
  }

  /// Asks one question.
  ///
  /// @return null when nobody answered
  private ProviderHttp.@Nullable Answer ask(ProviderCall call) {
    try {
      return http.send(call, URI.create(call.url()), ANSWER, MAX_PAGE_BYTES);
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
