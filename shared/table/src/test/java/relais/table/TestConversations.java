package relais.table;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import relais.conversation.Channel;
import relais.conversation.ContactId;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.EntryIds;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.conversation.Ulid;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;

/// Conversations for the tests of this room.
final class TestConversations {
  static final Instant NOW = TestClock.START;
  static final Identity JO = Identity.email("jo@example.org");

  private TestConversations() {}

  static InboundItem.Received mail(String source, Instant at) {
    return new InboundItem.Received(
        source,
        at,
        HarbourGoods.SUPPORT_INBOX,
        Channel.EMAIL,
        JO,
        "Jo",
        at,
        new MailFields(
            "A lamp",
            List.of(new Mailbox("Support", MailAddress.parse("support@harbourgoods.example"))),
            List.of(new Mailbox(null, MailAddress.parse("kim@example.org"))),
            new MimeMessageId(source + "@example.org"),
            null,
            List.of(new MimeMessageId("before@example.org"))),
        new MessageBody("It is broken", "<p>It is broken</p>", null),
        List.of(
            new StoredFile(
                "lamp.jpg",
                "image/jpeg",
                12,
                "cid1",
                true,
                new StoredFile.State.Stored("attachments/x/0")),
            new StoredFile(
                "voice.ogg", "audio/ogg", 0, null, false, new StoredFile.State.Fetching("m1")),
            new StoredFile(
                "old.pdf",
                "application/pdf",
                0,
                null,
                false,
                new StoredFile.State.Failed("m2", FileTrouble.GONE))),
        source,
        "mail/" + source,
        null);
  }

  static Decision.Changed begun(String name, Instant at) {
    return Incoming.begin(
        mail(name, at),
        new Incoming.Start(
            new ConversationId(Ulid.derived(at, name)),
            Math.floorMod(name.hashCode(), 1_000_000_000) + 1000L,
            new ContactId(Ulid.derived(at, "contact")),
            "Jo",
            HarbourGoods.SUPPORT),
        HarbourGoods.settings(),
        EntryIds.startingAt(at, new byte[10]),
        at);
  }

  static Contact contact(Instant at) {
    return new Contact(
        new ContactId(Ulid.derived(at, "contact")), "Jo", new TreeSet<>(List.of(JO)));
  }

  static Intake intake(String name, @Nullable Contact newContact) {
    return new Intake(name, NOW, newContact, new MimeMessageId(name + "@example.org"), null);
  }
}
