package relais.portal;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.blobs.RawStore;
import relais.channels.form.FormPost;
import relais.conversation.Channel;
import relais.conversation.EntryId;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.Language;
import relais.conversation.MessageBody;
import relais.conversation.Settings;
import relais.mail.FormSubmission;
import relais.runtime.Ids;
import relais.runtime.InboundQueue;
import relais.runtime.LogKey;
import relais.runtime.Metrics;
import software.amazon.awssdk.core.exception.SdkException;

/// Takes in what somebody sends with a contact form: keep it, read it, queue it, say thanks. Who
/// sends it twice has sent one message.
@Singleton
final class TakeForm {
  private static final Logger LOG = LoggerFactory.getLogger(TakeForm.class);
  private static final int SUBMISSION_BYTES = 16;

  private final Throttle throttle;
  private final ShowForm pages;
  private final RawStore originals;
  private final FileStore files;
  private final InboundQueue queue;
  private final Metrics metrics;
  private final Ids ids;
  private final InstantSource time;

  TakeForm(
      Throttle throttle,
      ShowForm pages,
      RawStore originals,
      FileStore files,
      InboundQueue queue,
      Metrics metrics,
      Ids ids,
      InstantSource time) {
    this.throttle = throttle;
    this.pages = pages;
    this.originals = originals;
    this.files = files;
    this.queue = queue;
    this.metrics = metrics;
    this.ids = ids;
    this.time = time;
  }

  PortalAnswer take(PortalRequest request, Inbox.Form form, Settings settings) {
    Optional<Inbox.Email> mail = settings.findMailOf(form);
    if (mail.isEmpty()) {
      return PortalAnswer.notFound();
    }
    Language language = ShowForm.language(request, form);
    FormPage page =
        FormPage.empty(form, language, ShowForm.isFramed(request), ids.secret(SUBMISSION_BYTES));
    FormWords words = FormWords.of(language);
    byte[] body = request.body();
    if (body.length > FormPost.MAX_BYTES) {
      return again(413, page, words.tooLarge());
    }
    Instant now = time.instant();
    String type = request.header("content-type");
    byte[] entity = FormSubmission.entity(type == null ? "" : type, body);
    if (throttle.isTooMuch(Throttle.Deed.SEND_FORM, form.id(), request.address())) {
      metrics.count("FormThrottled", Channel.FORM);
      return again(429, kept(entity, page), words.tooOften());
    }
    String rawKey = BlobKeys.form(form.id(), now, entity);
    try {
      originals.putIfAbsent(rawKey, entity, "message/rfc822", Map.of("channel", "form"));
      return read(new Arrival(entity, rawKey, now), form, mail.get(), page);
    } catch (SdkException | IllegalStateException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKey.INBOX.field(), form.id().value())
          .log("A form was not taken in; its sender is asked to send it again");
      return again(503, kept(entity, page), words.again());
    }
  }

  /// What came.
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  private record Arrival(byte[] entity, String rawKey, Instant at) {}

  private PortalAnswer read(Arrival arrival, Inbox.Form form, Inbox.Email mail, FormPage page) {
    return switch (FormPost.read(arrival.entity(), form.form())) {
      case FormPost.Reading.Read(FormPost post) -> {
        queue(post, arrival, form, mail);
        metrics.count("FormTaken", Channel.FORM);
        yield thanks(form, page);
      }
      case FormPost.Reading.Wrong wrong ->
          pages.answer(
              422,
              page,
              new FormPage(
                      form,
                      page.language(),
                      page.framed(),
                      page.submission(),
                      wrong.wrong(),
                      wrong.given(),
                      null)
                  .html());
      case FormPost.Reading.Trapped() -> {
        // A machine is told what people are told; a person can still look at what it sent.
        queue.send(quarantined(arrival, form, InboundItem.Reason.SPAM, "A machine filled it in."));
        metrics.count("FormTrapped", Channel.FORM);
        yield thanks(form, page);
      }
      case FormPost.Reading.Unreadable() -> {
        queue.send(
            quarantined(
                arrival, form, InboundItem.Reason.UNREADABLE, "It is not what our form sends."));
        metrics.count("FormUnreadable", Channel.FORM);
        yield again(400, page, FormWords.of(page.language()).again());
      }
    };
  }

  private void queue(FormPost post, Arrival arrival, Inbox.Form form, Inbox.Email mail) {
    InboundItem.Received item =
        post.item(
            form,
            mail,
            arrival.at(),
            arrival.rawKey(),
            message -> n -> BlobKeys.attachment(message, n));
    EntryId message = Incoming.messageId(item);
    for (int n = 0; n < post.files().size(); n++) {
      String key = BlobKeys.attachment(message, n);
      // Sent again, a message keeps the files it had.
      if (files.findSize(key).isEmpty()) {
        files.put(key, post.files().get(n).content(), post.files().get(n).type());
      }
    }
    queue.send(item.with(body(item.body().text(), message), item.files()));
  }

  private MessageBody body(String text, EntryId message) {
    if (text.length() <= MessageBody.MAX_INLINE_CHARACTERS) {
      return MessageBody.ofText(text);
    }
    String key = files.putBody(message, new FileStore.WholeBody(text, null));
    int end = text.offsetByCodePoints(0, MessageBody.MAX_INLINE_CHARACTERS / 2);
    return new MessageBody(text.substring(0, end), null, key);
  }

  private static InboundItem quarantined(
      Arrival arrival, Inbox.Form form, InboundItem.Reason reason, String detail) {
    return new InboundItem.Quarantined(
        "quarantine/" + arrival.rawKey(),
        arrival.at(),
        Channel.FORM,
        reason,
        detail,
        form.id(),
        null,
        null,
        arrival.rawKey(),
        arrival.entity().length);
  }

  /// To another address, so that loading the page again sends nothing again.
  private static PortalAnswer thanks(Inbox.Form form, FormPage page) {
    return new PortalAnswer(
        303,
        Map.of(
            "location",
            "/forms/%s?sent=1&language=%s%s"
                .formatted(form.id(), page.language().code(), page.framed() ? "&framed=1" : "")),
        "");
  }

  private PortalAnswer again(int status, FormPage page, String notice) {
    return pages.answer(
        status,
        page,
        new FormPage(
                page.form(),
                page.language(),
                page.framed(),
                page.submission(),
                page.wrong(),
                page.given(),
                notice)
            .html());
  }

  /// The page with what was written into it. It keeps its name: should the queue have the message
  /// after all, it is one.
  private static FormPage kept(byte[] entity, FormPage page) {
    return switch (FormPost.read(entity, page.form().form())) {
      case FormPost.Reading.Read(FormPost post) -> page.with(post.submission(), given(entity));
      case FormPost.Reading.Wrong wrong -> page.with(page.submission(), wrong.given());
      case FormPost.Reading.Trapped _, FormPost.Reading.Unreadable _ -> page;
    };
  }

  private static Map<String, String> given(byte[] entity) {
    Map<String, String> given = new HashMap<>();
    FormSubmission.read(entity)
        .fields()
        .forEach(field -> given.putIfAbsent(field.name(), field.value()));
    return given;
  }
}
