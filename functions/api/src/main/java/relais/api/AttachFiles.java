package relais.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.channels.FileLimits;
import relais.channels.Part;
import relais.channels.SendingChannel;
import relais.channels.registry.Channels;
import relais.conversation.Channel;
import relais.conversation.EntryId;
import relais.conversation.StoredFile;
import relais.conversation.UserId;
import relais.runtime.Ids;

/// Files that go with a reply: the browser stores each one first, under a link made here; the reply
/// then says which of them it takes along.
@Singleton
final class AttachFiles {
  /// What mail servers commonly take; SES takes 40 MB of which base 64 costs a third
  /// (docs.aws.amazon.com/ses/latest/dg/quotas.html).
  static final long MAX_BYTES = 25L << 20;

  /// Of mails, and of chats on our own pages.
  private static final FileLimits ORDINARY =
      new FileLimits(
          20,
          MAX_BYTES,
          0,
          FileLimits.Manner.ALL,
          List.of(new FileLimits.Sort(Part.File.Kind.DOCUMENT, Set.of(), MAX_BYTES)));

  private static final int MAX_NAME = 200;
  private static final int UPLOAD_BYTES = 16;

  /// What every mail program shows within a text.
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  /// SES refuses a mail with one of these
  /// (docs.aws.amazon.com/ses/latest/dg/mime-types.html#mime-types-blocked).
  private static final Set<String> REFUSED =
      Set.of(
          """
          ade adp app asp bas bat cer chm cmd com cpl crt csh der exe fxp gadget hlp hta inf ins
          isp its js jse ksh lib lnk mad maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt
          mdw mdz msc msh msh1 msh1xml msh2 msh2xml mshxml msi msp mst ops pcd pif plg prf prg ps1
          ps1xml ps2 ps2xml psc1 psc2 reg scf scr sct shb shs sys tmp url vb vbe vbs vps vsmacros
          vss vst vsw vxd ws wsc wsf wsh xnk\
          """
              .split("\\s+", -1));

  private final FileStore files;
  private final Ids ids;

  AttachFiles(FileStore files, Ids ids) {
    this.files = files;
    this.ids = ids;
  }

  /// Which files go with a reply: what the channel takes, and never more than a mail does.
  static FileLimits limits(Channel channel) {
    FileLimits own =
        channel.isMail() || channel.equals(Channel.WEBCHAT)
            ? ORDINARY
            : Channels.findSending(channel).map(SendingChannel::fileLimits).orElse(FileLimits.NONE);
    return atMost(own);
  }

  /// The same, and never more than a mail takes.
  static FileLimits atMost(FileLimits own) {
    return own.together() <= MAX_BYTES
        ? own
        : new FileLimits(own.most(), MAX_BYTES, own.caption(), own.manner(), own.sorts());
  }

  /// A link that takes one file of the caller's.
  UploadJson upload(Caller caller, UploadRequest request) {
    String name = name("name", request.name());
    long size = Fields.required("size", request.size());
    if (size < 1) {
      throw Problem.field("size", "The file %s is empty.".formatted(name));
    }
    refuseTooLarge(size);
    String upload = ids.secret(UPLOAD_BYTES);
    String type = FileStore.uploadType(request.type() == null ? "" : request.type());
    String key = BlobKeys.upload(caller.user().id(), upload);
    return new UploadJson(upload, files.uploadLink(key, type, size).toString(), type);
  }

  /// Where the caller's own browser sees a picture that is to go along.
  LinkJson link(Caller caller, String upload) {
    String key;
    try {
      key = BlobKeys.upload(caller.user().id(), upload);
    } catch (IllegalArgumentException _) {
      throw Problem.notFound();
    }
    if (files.findSize(key).isEmpty()) {
      throw Problem.notFound();
    }
    // Browsers go by the bytes of a picture, not by what it is called.
    return new LinkJson(files.link(key, upload, "image/png").toString());
  }

  /// A file of the author's that is to go along.
  ///
  /// @param upload what the browser calls it
  /// @param from the key under which the browser stored it
  /// @param file as the message bears it
  /// @param to the key that the message names
  record Attached(String upload, String from, StoredFile file, String to) {}

  /// The Content-ID under which a text may speak of an upload from now on; null when it is no
  /// picture that goes along.
  static @Nullable String contentId(List<Attached> attached, String upload) {
    return attached.stream()
        .filter(each -> each.upload().equals(upload))
        .map(each -> each.file().contentId())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// What the wanted files come to as parts of a message: checked and found, but not copied yet.
  ///
  /// @param wanted in the order in which the receiver sees them; null for none
  List<Attached> describe(
      UserId author, Channel channel, EntryId message, @Nullable List<AttachedFileRequest> wanted) {
    return describe(author, limits(channel), message, wanted);
  }

  /// The same, within limits that are not those of a channel.
  List<Attached> describe(
      UserId author,
      FileLimits limits,
      EntryId message,
      @Nullable List<AttachedFileRequest> wanted) {
    if (wanted == null || wanted.isEmpty()) {
      return List.of();
    }
    if (wanted.size() > limits.most()) {
      throw Problem.field("files", "A reply has at most %d files here.".formatted(limits.most()));
    }
    List<Attached> attached = new ArrayList<>();
    long bytes = 0;
    for (int n = 0; n < wanted.size(); n++) {
      AttachedFileRequest file = wanted.get(n);
      String field = "files[%d]".formatted(n);
      String name = name(field + ".name", file.name());
      String from = key(author, field + ".upload", file.upload());
      OptionalLong size = files.findSize(from);
      if (size.isEmpty()) {
        throw Problem.field(
            field + ".upload",
            "The file %s has not arrived, or was stored more than a week ago. Attach it again."
                .formatted(name));
      }
      bytes += size.getAsLong();
      refuseTooLarge(bytes, limits.together());
      String type = type(file.type());
      refuseNotTaken(limits, field, name, new FileLimits.Sending(type, size.getAsLong()));
      boolean inline = Boolean.TRUE.equals(file.inline());
      if (inline && !PICTURES.contains(type)) {
        throw Problem.field(
            field + ".type",
            "%s cannot stand in the text: only PNG, JPEG, GIF and WebP can. Attach it instead."
                .formatted(name));
      }
      String to = BlobKeys.attachment(message, n);
      attached.add(
          new Attached(
              String.valueOf(file.upload()),
              from,
              new StoredFile(
                  name,
                  type,
                  size.getAsLong(),
                  inline ? contentId(message, n) : null,
                  inline,
                  new StoredFile.State.Stored(to)),
              to));
    }
    return attached;
  }

  /// A file of another message that goes along with one that passes it on.
  ///
  /// @param name by which the new message's text may speak of it
  record PassedOn(String name, StoredFile file) {}

  /// Files of other messages as parts of a new one, behind its own.
  ///
  /// @param own what its author attached
  List<Attached> describe(EntryId message, List<Attached> own, List<PassedOn> wanted) {
    List<Attached> attached = new ArrayList<>();
    long bytes = own.stream().mapToLong(file -> file.file().size()).sum();
    for (PassedOn passed : wanted) {
      StoredFile file = passed.file();
      if (!(file.state() instanceof StoredFile.State.Stored(String key))) {
        throw Problem.field(
            "forwardedFiles", "The file %s is not here. Leave it out.".formatted(file.name()));
      }
      String name = name("forwardedFiles", file.name());
      bytes += file.size();
      refuseTooLarge(bytes);
      int n = own.size() + attached.size();
      String to = BlobKeys.attachment(message, n);
      attached.add(
          new Attached(
              passed.name(),
              key,
              new StoredFile(
                  name,
                  file.type(),
                  file.size(),
                  file.inline() ? contentId(message, n) : null,
                  file.inline(),
                  new StoredFile.State.Stored(to)),
              to));
    }
    return attached;
  }

  /// Fixed for the message, so that every attempt to send it is the same mail.
  private static String contentId(EntryId message, int n) {
    return "%d.%s@relais".formatted(n, message.value().toLowerCase(Locale.ROOT));
  }

  /// Makes described files part of their message. Doing it again changes nothing.
  void copy(List<Attached> attached) {
    attached.forEach(file -> files.copy(file.from(), file.to()));
  }

  /// Makes the files of a message uploads of its author's again, to go with another one.
  List<CancelledReplyJson.StoredUploadJson> giveBack(UserId author, List<StoredFile> attached) {
    List<CancelledReplyJson.StoredUploadJson> uploads = new ArrayList<>();
    for (StoredFile file : attached) {
      if (file.state() instanceof StoredFile.State.Stored(String key)) {
        String upload = ids.secret(UPLOAD_BYTES);
        files.copy(key, BlobKeys.upload(author, upload));
        uploads.add(
            new CancelledReplyJson.StoredUploadJson(
                upload, file.name(), file.type(), file.size(), file.inline()));
      }
    }
    return uploads;
  }

  private static String key(UserId author, String field, @Nullable String upload) {
    try {
      return BlobKeys.upload(author, Fields.required(field, upload));
    } catch (IllegalArgumentException _) {
      throw Problem.field(field, "This is no upload of yours. Ask for one first.");
    }
  }

  private static String name(String field, @Nullable String wanted) {
    String name = Fields.required(field, wanted).strip();
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw Problem.field(field, "A file has a name of 1 to %d characters.".formatted(MAX_NAME));
    }
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (REFUSED.contains(ending)) {
      throw Problem.field(
          field,
          "Mail does not carry files that end in .%s: they can harm. Put %s into a zip file first."
              .formatted(ending, name));
    }
    return name;
  }

  /// A MIME type without its parameters.
  private static String type(@Nullable String declared) {
    String type =
        declared == null ? "" : declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.isEmpty() ? "application/octet-stream" : type;
  }

  private static void refuseNotTaken(
      FileLimits limits, String field, String name, FileLimits.Sending file) {
    if (limits.findKind(file).isPresent()) {
      return;
    }
    long largest = limits.largest(file.type());
    throw largest == 0
        ? Problem.field(
            field + ".type",
            "%s is of a kind (%s) that this channel does not take. Send it as another kind of file."
                .formatted(name, file.type()))
        : Problem.field(
            field + ".upload",
            "%s is too large for this channel, which takes at most %s of this kind."
                .formatted(name, size(largest)));
  }

  private static String size(long bytes) {
    return bytes < 1 << 20 ? (bytes >> 10) + " KB" : (bytes >> 20) + " MB";
  }

  private static void refuseTooLarge(long bytes) {
    refuseTooLarge(bytes, MAX_BYTES);
  }

  private static void refuseTooLarge(long bytes, long most) {
    if (bytes > most) {
      throw Problem.of(
          ProblemCode.TOO_LARGE,
          "The files of a reply have at most %s together. Send a link instead, or several replies."
              .formatted(size(most)));
    }
  }
}
