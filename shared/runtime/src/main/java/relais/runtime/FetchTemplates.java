package relais.runtime;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.Connection;
import relais.channels.ProviderCall;
import relais.channels.ProviderFailure;
import relais.channels.TemplateChannel;
import relais.channels.TemplateChannel.ProductPage;
import relais.channels.TemplateChannel.ProductQuestion;
import relais.channels.TemplateChannel.StandingQuestion;
import relais.channels.TemplateChannel.TemplatePage;
import relais.channels.registry.Channels;
import relais.conversation.Inbox;
import relais.conversation.MessageTemplate;
import relais.conversation.NumberStanding;
import relais.table.Standings;
import relais.table.Templates;

/// Reads the templates of an inbox from its provider into the table, and how the provider regards
/// its number. The API does it when somebody asks, the schedule every few hours (decision 200). The
/// products that stand in templates are asked for each time (decision 311).
public final class FetchTemplates {
  private static final Duration ANSWER = Duration.ofSeconds(8);

  /// More pages than any account fills; a provider that never ends must not hold us.
  private static final int MAX_PAGES = 60;

  /// A page holds some hundred templates.
  private static final int MAX_PAGE_BYTES = 16 * 1024 * 1024;

  private static final ProviderFailure NO_TOKEN =
      new ProviderFailure(
          "no-token", "This inbox has no access token. Connect it again.", false, false);

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
    Optional<Connection> connection = connection(channel.get(), inbox);
    ProviderFailure failure =
        connection.isEmpty() ? NO_TOKEN : list(channel.get(), connection.get(), began);
    if (failure != null) {
      templates.failed(inbox.id(), failure.code(), failure.reason(), began);
      return false;
    }
    standings.learn(inbox.id(), standing(channel.get(), connection.orElseThrow()), began);
    return true;
  }

  private Optional<Connection> connection(TemplateChannel channel, Inbox.Connected inbox) {
    return secrets
        .find(inbox.id())
        .map(
            known ->
                new Connection(
                    inbox,
                    environment.api(channel.api(inbox)),
                    known.accessToken(),
                    known.appSecret()));
  }

  /// Looks for products that may stand in the templates of an inbox.
  ///
  /// @param catalogue the provider's id of what they are in
  public ProductPage products(
      TemplateChannel channel, Inbox.Connected inbox, String catalogue, ProductQuestion question) {
    Optional<Connection> connection = connection(channel, inbox);
    if (connection.isEmpty()) {
      return new ProductPage.Refused(NO_TOKEN);
    }
    ProviderHttp.Answer answer = ask(channel.listProducts(connection.get(), catalogue, question));
    return answer == null
        ? new ProductPage.Refused(unreachable(channel))
        : channel.products(answer.status(), answer.body());
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
        return unreachable(channel);
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
    templates.replace(connection.inbox().id(), fromCatalogue(channel, connection, listed), began);
    return null;
  }

  private static ProviderFailure unreachable(TemplateChannel channel) {
    return new ProviderFailure(
        "unreachable",
        "%s cannot be reached, or does not answer in time.".formatted(channel.label()),
        true,
        true);
  }

  /// Adds to templates with products which catalogue these are from. Where nobody tells, what was
  /// known stands: a provider that is slow for once must not keep anybody from sending.
  private List<MessageTemplate> fromCatalogue(
      TemplateChannel channel, Connection connection, List<MessageTemplate> listed) {
    if (listed.stream().allMatch(template -> template.products().isEmpty())) {
      return listed;
    }
    ProviderHttp.Answer answer = ask(channel.askForCatalogue(connection));
    String catalogue =
        answer != null && answer.status() >= 200 && answer.status() <= 299
            ? channel.catalogue(answer.body())
            : templates.load(connection.inbox().id()).templates().stream()
                .map(MessageTemplate::catalogue)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    return listed.stream()
        .map(
            template ->
                template.products().isEmpty() ? template : template.withCatalogue(catalogue))
        .toList();
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
