package relais.api;

import jakarta.inject.Singleton;
import java.util.Optional;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.channels.form.FormPost;
import relais.channels.webchat.ChatPost;
import relais.conversation.EntryId;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.Settings;
import relais.mail.Attachment;

/// Reads again what came by a chat or a form and lies in quarantine. The files of a chat were
/// stored before it came; those of a form are in its original and stored now, under the names that
/// they would have had.
@Singleton
final class RereadSites {
  private final FileStore files;

  RereadSites(FileStore files) {
    this.files = files;
  }

  /// What it is; empty when nobody can make anything of it.
  Optional<InboundItem> read(InboundItem.Quarantined item, byte[] original, Settings settings) {
    return BlobKeys.findVisitor(item.rawKey())
        .flatMap(
            visitor ->
                switch (ChatPost.read(original)) {
                  case ChatPost.Reading.Read(ChatPost post) ->
                      Optional.<InboundItem>of(
                          post.item(
                              visitor,
                              null,
                              item.receivedAt(),
                              item.rawKey(),
                              message -> n -> BlobKeys.attachment(message, n)));
                  case ChatPost.Reading.Unreadable _ -> Optional.<InboundItem>empty();
                })
        .or(
            () ->
                BlobKeys.findForm(item.rawKey())
                    .flatMap(settings::findForm)
                    .flatMap(form -> form(item, form, original, settings)));
  }

  private Optional<InboundItem> form(
      InboundItem.Quarantined item, Inbox.Form form, byte[] original, Settings settings) {
    Optional<Inbox.Email> mail = settings.findMailOf(form);
    return switch (FormPost.readAgain(original, form.form())) {
      case FormPost.Reading.Read(FormPost post) when mail.isPresent() -> {
        InboundItem.Received received =
            post.item(
                form,
                mail.get(),
                item.receivedAt(),
                item.rawKey(),
                message -> n -> BlobKeys.attachment(message, n));
        EntryId message = Incoming.messageId(received);
        for (int n = 0; n < post.files().size(); n++) {
          Attachment file = post.files().get(n);
          files.put(BlobKeys.attachment(message, n), file.content(), file.type());
        }
        yield Optional.of(received.with(shortened(received.body()), received.files()));
      }
      case FormPost.Reading.Read _,
          FormPost.Reading.Wrong _,
          FormPost.Reading.Trapped _,
          FormPost.Reading.Unreadable _ ->
          Optional.empty();
    };
  }

  /// The whole of it is in the original.
  private static MessageBody shortened(MessageBody body) {
    return MessageBody.ofText(WrittenText.beginning(body.text()));
  }
}
