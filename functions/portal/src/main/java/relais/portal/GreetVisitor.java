package relais.portal;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.channels.JsonFields;
import relais.channels.JsonObject;
import relais.conversation.ChatKeys;
import relais.conversation.Inbox;
import relais.conversation.Language;
import relais.conversation.Visitor;
import relais.conversation.VisitorToken;
import relais.mail.MailAddress;
import relais.runtime.Ids;
import relais.table.Chats;

/// Makes somebody a visitor, or knows them again, and remembers what they say about themselves.
@Singleton
final class GreetVisitor {
  private static final int CHANCE_BYTES = 16;
  private static final int MAX_NAME = 100;
  private static final int MAX_USER = 256;

  private final KnownVisitor knownVisitor;
  private final Throttle throttle;
  private final Chats chats;
  private final Ids ids;
  private final InstantSource time;

  GreetVisitor(
      KnownVisitor knownVisitor, Throttle throttle, Chats chats, Ids ids, InstantSource time) {
    this.knownVisitor = knownVisitor;
    this.throttle = throttle;
    this.chats = chats;
    this.ids = ids;
    this.time = time;
  }

  PortalAnswer greet(PortalRequest request, Inbox.WebChat inbox) {
    if (throttle.isTooMuch(Throttle.Deed.GREET, inbox.id(), request.address())) {
      return PortalAnswer.refused(429, "too-often");
    }
    JsonFields said = JsonFields.read(request.body());
    if (said == null) {
      return PortalAnswer.refused(400, "unreadable");
    }
    Instant now = time.instant();
    ChatKeys keys = knownVisitor.keys(inbox.id());
    JsonFields user = said.object("user");
    Optional<Visitor> visitor =
        user != null
            ? user(inbox, user, keys)
            : Optional.of(
                knownVisitor
                    .of(request, inbox.id())
                    .filter(known -> !known.isVerified())
                    .orElseGet(() -> Visitor.browser(inbox.id(), ids.secret(CHANCE_BYTES))));
    if (visitor.isEmpty()) {
      return PortalAnswer.refused(403, "signature");
    }
    String email = email(said.text("email"));
    if (email == null && said.text("email") != null) {
      return PortalAnswer.refused(422, "email");
    }
    Language language = Language.find(String.valueOf(said.text("language"))).orElse(null);
    Chats.Said about = new Chats.Said(name(said.text("name")), email, language);
    if (!about.equals(Chats.Said.NOTHING)) {
      chats.remember(visitor.get(), about, now);
    }
    Chats.Said known = chats.said(visitor.get());
    return PortalAnswer.json(
        200,
        new JsonObject()
            .with("token", VisitorToken.of(visitor.get(), keys, now))
            .with("verified", visitor.get().isVerified())
            .with("name", known.name())
            .with("email", known.email()));
  }

  private static Optional<Visitor> user(Inbox.WebChat inbox, JsonFields user, ChatKeys keys) {
    String name = user.text("id");
    String signature = user.text("signature");
    return name == null || signature == null || name.isBlank() || name.length() > MAX_USER
        ? Optional.empty()
        : Visitor.user(inbox.id(), name, signature, keys);
  }

  /// What somebody calls themselves, in one line; null when they say nothing.
  private static @Nullable String name(@Nullable String said) {
    String line = said == null ? "" : said.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    return line.isEmpty() ? null : line.substring(0, Math.min(line.length(), MAX_NAME));
  }

  private static @Nullable String email(@Nullable String said) {
    // What mail allows within quotes, nobody writes into a form.
    if (said == null || said.strip().chars().anyMatch(c -> Character.isWhitespace(c) || c == '"')) {
      return null;
    }
    try {
      return MailAddress.parse(said.strip()).toString();
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
