package relais.portal;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.runtime.LogKey;
import relais.table.Photos;
import relais.table.SettingsStore;
import software.amazon.awssdk.core.exception.SdkException;

/// Finds out what a browser asks, and whether the site it is on may.
@Singleton
final class AnswerCustomer {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerCustomer.class);

  private final SettingsStore settingsStore;
  private final Sites sites;
  private final ChatRoutes chat;
  private final ShowForm showForm;
  private final TakeForm takeForm;
  private final Photos photos;

  AnswerCustomer(
      SettingsStore settingsStore,
      Sites sites,
      ChatRoutes chat,
      ShowForm showForm,
      TakeForm takeForm,
      Photos photos) {
    this.settingsStore = settingsStore;
    this.sites = sites;
    this.chat = chat;
    this.showForm = showForm;
    this.takeForm = takeForm;
    this.photos = photos;
  }

  /// Any site may read why it is refused, or its chat would take the portal for being away.
  PortalAnswer answer(PortalRequest request) {
    PortalAnswer answer = answered(request);
    if (!request.path().getFirst().equals("chat")) {
      return answer;
    }
    String origin = request.header("origin");
    return origin == null
        ? answer.with("vary", "origin")
        : answer.with("vary", "origin").with("access-control-allow-origin", origin);
  }

  private PortalAnswer answered(PortalRequest request) {
    try {
      return routed(request);
    } catch (SdkException | IllegalStateException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKey.CODE.field(), String.join("/", request.path()))
          .log("A customer was not answered; their browser asks again");
      return PortalAnswer.later();
    }
  }

  /// Whoever was given the name of a picture may see it, and it never changes.
  private PortalAnswer photo(String name) {
    return (name.matches("[0-9a-f]{32}") ? photos.find(name) : Optional.<Photos.Photo>empty())
        .map(photo -> PortalAnswer.picture(photo.type(), photo.content()))
        .orElseGet(PortalAnswer::notFound);
  }

  private PortalAnswer routed(PortalRequest request) {
    if (request.path().size() == 2 && request.path().getFirst().equals("photos")) {
      return photo(request.path().get(1));
    }
    boolean isChat = request.path().size() == 3 && request.path().getFirst().equals("chat");
    boolean isForm = request.path().size() == 2 && request.path().getFirst().equals("forms");
    Optional<InboxId> id =
        isChat || isForm ? inbox(request.path().get(1)) : Optional.<InboxId>empty();
    if (id.isEmpty()) {
      return PortalAnswer.notFound();
    }
    Settings settings = settingsStore.load();
    return isChat
        ? settings
            .findChat(id.get())
            .map(found -> chat(request, found, settings))
            .orElseGet(PortalAnswer::notFound)
        : settings
            .findForm(id.get())
            .map(found -> form(request, found, settings))
            .orElseGet(PortalAnswer::notFound);
  }

  /// The browser of another site tells which; without that word nobody asks on a site's behalf.
  private PortalAnswer chat(PortalRequest request, Inbox.WebChat inbox, Settings settings) {
    String origin = request.header("origin");
    if (origin != null && !sites.mayShow(inbox.chat(), origin)) {
      return PortalAnswer.refused(403, "site");
    }
    return request.method().equals("OPTIONS")
        ? PortalAnswer.nothing()
            .with("access-control-allow-methods", "GET, POST")
            .with("access-control-allow-headers", "authorization, content-type")
            .with("access-control-max-age", "7200")
        : chat.answer(request, inbox, settings);
  }

  // A string switch needs its default: HTTP knows more methods.
  private PortalAnswer form(PortalRequest request, Inbox.Form form, Settings settings) {
    return switch (request.method()) {
      case "GET" -> showForm.show(request, form, settings);
      case "POST" -> takeForm.take(request, form, settings);
      default -> PortalAnswer.refused(405, "method");
    };
  }

  private static Optional<InboxId> inbox(String text) {
    try {
      return Optional.of(new InboxId(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
