package relais.portal;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.channels.JsonFields;
import relais.conversation.ConversationId;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.Visitor;
import relais.conversation.VisitorView;
import relais.runtime.InboundQueue;
import relais.table.Chats;
import relais.table.Conversations;

/// Writes down where a visitor is, whether they type, and how far they have read.
@Singleton
final class NotePresence {
  private static final int MAX_PAGE = 300;
  private static final int MAX_READ = 30;

  private final Throttle throttle;
  private final Conversations conversations;
  private final Chats chats;
  private final InboundQueue queue;
  private final InstantSource time;

  NotePresence(
      Throttle throttle,
      Conversations conversations,
      Chats chats,
      InboundQueue queue,
      InstantSource time) {
    this.throttle = throttle;
    this.conversations = conversations;
    this.chats = chats;
    this.queue = queue;
    this.time = time;
  }

  PortalAnswer presence(PortalRequest request, Visitor visitor) {
    if (throttle.isTooMuch(Throttle.Deed.BE, visitor, request.address())) {
      return PortalAnswer.refused(429, "too-often");
    }
    JsonFields said = JsonFields.read(request.body());
    if (said == null) {
      return PortalAnswer.refused(400, "unreadable");
    }
    conversations
        .findChat(visitor.chat(), visitor.identity())
        .ifPresent(
            chat ->
                chats.heard(
                    chat,
                    visitor,
                    said.flag("here"),
                    page(said.text("page")),
                    said.flag("typing"),
                    time.instant()));
    return PortalAnswer.nothing();
  }

  /// The address of a page without what may be personal in it: what stands behind ? and #.
  static @Nullable String page(@Nullable String said) {
    if (said == null || said.length() > 4 * MAX_PAGE) {
      return null;
    }
    try {
      URI uri = URI.create(said);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getRawAuthority() == null || uri.getRawUserInfo() != null) {
        return null;
      }
      String bare = "%s://%s%s".formatted(uri.getScheme(), uri.getRawAuthority(), uri.getRawPath());
      return bare.substring(0, Math.min(bare.length(), MAX_PAGE));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// What was read moves its messages on as any provider's report does.
  PortalAnswer read(PortalRequest request, Visitor visitor) {
    return told(request, visitor, ReportedStatus.Kind.READ);
  }

  /// So does what has come to the visitor's browser, before they look at it.
  PortalAnswer received(PortalRequest request, Visitor visitor) {
    return told(request, visitor, ReportedStatus.Kind.DELIVERED);
  }

  private PortalAnswer told(PortalRequest request, Visitor visitor, ReportedStatus.Kind step) {
    if (throttle.isTooMuch(Throttle.Deed.BE, visitor, request.address())) {
      return PortalAnswer.refused(429, "too-often");
    }
    JsonFields said = JsonFields.read(request.body());
    Optional<EntryId> upTo = said == null ? Optional.empty() : entry(said.text("upTo"));
    Optional<ConversationId> chat = conversations.findChat(visitor.chat(), visitor.identity());
    if (upTo.isEmpty()) {
      return PortalAnswer.refused(400, "unreadable");
    }
    if (chat.isPresent()) {
      List<InboundItem> reports = reports(chat.get(), upTo.get(), visitor, step);
      if (!reports.isEmpty()) {
        queue.send(reports);
      }
      if (step == ReportedStatus.Kind.READ) {
        chats.read(chat.get(), upTo.get());
      }
    }
    return PortalAnswer.nothing();
  }

  private List<InboundItem> reports(
      ConversationId chat, EntryId upTo, Visitor visitor, ReportedStatus.Kind step) {
    Instant now = time.instant();
    List<InboundItem> reports = new ArrayList<>();
    for (Entry entry :
        conversations.page(chat, MAX_READ).map(Conversations.Page::entries).orElse(List.of())) {
      if (entry instanceof Entry.OutboundMessage message
          && message.id().compareTo(upTo) <= 0
          && message.to().equals(visitor.identity())
          && VisitorView.hasGoneOut(message.status())
          && isNews(message.status(), step)) {
        reports.add(
            new InboundItem.StatusReported(
                "webchat-%s/%s/%s"
                    .formatted(
                        step == ReportedStatus.Kind.READ ? "read" : "received", chat, message.id()),
                now,
                new MessageReference.Ours(chat, message.id()),
                null,
                null,
                new ReportedStatus(step, now, null, null, false)));
      }
    }
    return reports;
  }

  private static boolean isNews(DeliveryStatus status, ReportedStatus.Kind step) {
    boolean read = status instanceof DeliveryStatus.Read;
    return step == ReportedStatus.Kind.READ
        ? !read
        : !read && !(status instanceof DeliveryStatus.Delivered);
  }

  private static Optional<EntryId> entry(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(new EntryId(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
