package relais.delivery;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Inbox;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.ReplyAddress;
import relais.conversation.ReplyKeys;
import relais.conversation.Settings;
import relais.conversation.StoredFile;
import relais.mail.Attachment;
import relais.mail.MailAddress;
import relais.mail.MailHeader;
import relais.mail.MailWriter;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.mail.OutgoingMail;
import relais.runtime.Environment;
import relais.runtime.Ids;
import relais.table.SettingsStore;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Destination;
import software.amazon.awssdk.services.sesv2.model.MessageTag;

/// Mail leaves by SES (`SendEmail` of API v2, raw). The tags come back with every event, so that a
/// report finds its message whatever happened here.
@Singleton
class MailProvider implements Provider {
  /// What a machine writes says so, and asks other machines to keep quiet (RFC 3834 section 5; the
  /// second is Exchange's word for it).
  private static final List<MailHeader> AUTOMATIC =
      List.of(
          new MailHeader("Auto-Submitted", "auto-replied"),
          new MailHeader("X-Auto-Response-Suppress", "All"));

  private final SesV2Client ses;
  private final FileStore files;
  private final SettingsStore settingsStore;
  private final Environment environment;
  private final Ids ids;

  MailProvider(
      SesV2Client ses,
      FileStore files,
      SettingsStore settingsStore,
      Environment environment,
      Ids ids) {
    this.ses = ses;
    this.files = files;
    this.settingsStore = settingsStore;
    this.environment = environment;
    this.ids = ids;
  }

  @Override
  public HandedOver handOver(
      Settings settings, Conversation conversation, Entry.OutboundMessage message, int portion) {
    MailFields fields = message.mail();
    Optional<Inbox> inbox = settings.findInbox(conversation.origin().inbox());
    if (fields == null
        || fields.messageId() == null
        || !(inbox.orElse(null) instanceof Inbox.Email email)) {
      return new HandedOver.Refused(
          "no-inbox", "The inbox this reply was to leave from no longer exists.", false);
    }
    return handOver(settings, conversation, message, fields, fields.messageId(), email);
  }

  /// Sends a message as the mail that these fields say, also one that was not written as a mail.
  HandedOver handOver(
      Settings settings,
      Conversation conversation,
      Entry.OutboundMessage message,
      MailFields fields,
      MimeMessageId messageId,
      Inbox.Email email) {
    Mailbox chosen = fields.addressing().from();
    Mailbox from = chosen == null ? email.sender() : chosen;
    if (email.findSender(from.address()).isEmpty()) {
      return new HandedOver.Refused(
          "no-sender",
          "%s is no longer an address of this inbox. Write the reply again under another."
              .formatted(from.address()),
          false);
    }
    MailAddress replyTo = replyTo(email, from, conversation, fields.side(), settings);
    byte[] raw = MailWriter.write(mail(from, replyTo, fields, messageId, message));
    try {
      String sesId =
          ses.sendEmail(
                  request ->
                      request
                          .fromEmailAddress(from.address().toString())
                          .destination(
                              Destination.builder()
                                  .toAddresses(addresses(fields.to()))
                                  .ccAddresses(addresses(fields.cc()))
                                  .bccAddresses(addresses(fields.addressing().bcc()))
                                  .build())
                          .content(
                              content ->
                                  content.raw(r -> r.data(SdkBytes.fromByteArrayUnsafe(raw))))
                          .configurationSetName(environment.sesConfigurationSet())
                          .emailTags(
                              tag("relais-conversation", conversation.id().value()),
                              tag("relais-message", message.id().value())))
              .messageId();
      return new HandedOver.Accepted(sesId, SesNames.mimeMessageId(sesId, environment.region()));
    } catch (AwsServiceException e) {
      return SesFailures.of(e);
    } catch (SdkClientException e) {
      return SesFailures.of(e);
    }
  }

  /// Where answers go: to the conversation's own address under the sender's, or under the inbox's
  /// where that is too long for one; to the sender where neither can be.
  ///
  /// @param side the side thread it is in, whose answers go to an address of their own; null for
  ///     mail to the customer
  private @Nullable MailAddress replyTo(
      Inbox.Email inbox,
      Mailbox from,
      Conversation conversation,
      @Nullable EntryId side,
      Settings settings) {
    if (!inbox.outgoing().replyAddresses()) {
      return null;
    }
    ReplyKeys keys = keys(settings);
    return Stream.of(from.address(), inbox.mailAddress())
        .flatMap(
            address ->
                (side == null
                        ? ReplyAddress.of(address, conversation.id(), keys)
                        : ReplyAddress.of(address, side, keys))
                    .stream())
        .findFirst()
        .orElse(null);
  }

  /// The keys of the workspace; the first mail that is sent makes them.
  private ReplyKeys keys(Settings settings) {
    ReplyKeys known = settings.replyKeys();
    if (known != null) {
      return known;
    }
    settingsStore.save(new ReplyKeys(ids.secret(ReplyKeys.BYTES), null), null);
    ReplyKeys saved = settingsStore.load().replyKeys();
    if (saved == null) {
      throw new IllegalStateException("The keys for reply addresses were saved and are not there");
    }
    return saved;
  }

  private OutgoingMail mail(
      Mailbox from,
      @Nullable MailAddress replyTo,
      MailFields fields,
      MimeMessageId messageId,
      Entry.OutboundMessage message) {
    MessageBody body = message.body();
    String wholeKey = body.wholeKey();
    FileStore.WholeBody whole =
        wholeKey == null
            ? new FileStore.WholeBody(body.text(), body.html())
            : files
                .findBody(wholeKey)
                .orElseThrow(() -> new IllegalStateException("No body at " + wholeKey));
    return new OutgoingMail(
        from,
        fields.to(),
        fields.cc(),
        fields.addressing().bcc(),
        replyTo,
        fields.subject(),
        whole.text(),
        page(whole.html()),
        messageId,
        fields.inReplyTo(),
        fields.references(),
        message.isAutomatic() ? AUTOMATIC : List.of(),
        attachments(message.files()),
        // It may have waited since it was written.
        message.status().at());
  }

  /// Mail programs want a whole page.
  private static @Nullable String page(@Nullable String html) {
    return html == null
        ? null
        : "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>"
            + html
            + "</body></html>";
  }

  private List<Attachment> attachments(List<StoredFile> stored) {
    List<Attachment> attachments = new ArrayList<>();
    for (StoredFile file : stored) {
      if (file.state() instanceof StoredFile.State.Stored(String key)) {
        try (InputStream content =
            files.findFile(key).orElseThrow(() -> new IllegalStateException("No file at " + key))) {
          attachments.add(
              Attachment.of(
                  file.name(),
                  file.type(),
                  file.contentId(),
                  file.inline(),
                  content.readAllBytes()));
        } catch (IOException e) {
          throw new UncheckedIOException("Reading the file " + key + " broke off", e);
        }
      }
    }
    return attachments;
  }

  private static List<String> addresses(List<Mailbox> mailboxes) {
    return mailboxes.stream().map(mailbox -> mailbox.address().toString()).toList();
  }

  private static MessageTag tag(String name, String value) {
    return MessageTag.builder().name(name).value(value).build();
  }
}
