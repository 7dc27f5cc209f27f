package relais.table;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import relais.mail.CalendarTime;
import relais.mail.Invitation;
import relais.mail.Mailbox;
import relais.mail.Participation;

/// The appointment that a mail is about as a map in its entry.
final class InvitationItem {
  private InvitationItem() {}

  static @Nullable Item write(@Nullable Invitation invitation) {
    if (invitation == null) {
      return null;
    }
    Mailbox organiser = invitation.organiser();
    return Item.empty()
        .text("method", invitation.method().name())
        .text("uid", invitation.uid())
        .number("sequence", invitation.sequence())
        .map("occurrence", time(invitation.occurrence()))
        .text("summary", invitation.summary())
        .text("description", invitation.description())
        .text("location", invitation.location())
        .map("start", time(invitation.start()))
        .map("end", time(invitation.end()))
        .flag("repeats", invitation.repeats())
        .map("organiser", organiser == null ? null : EntryItem.mailbox(organiser))
        .maps("attendees", invitation.attendees().stream().map(InvitationItem::attendee).toList());
  }

  static @Nullable Invitation read(@Nullable Item item) {
    if (item == null) {
      return null;
    }
    Item organiser = item.findMap("organiser");
    return new Invitation(
        Invitation.Method.valueOf(item.text("method")),
        item.text("uid"),
        (int) item.number("sequence"),
        time(item.findMap("occurrence")),
        item.text("summary"),
        item.text("description"),
        item.text("location"),
        time(item.findMap("start")),
        time(item.findMap("end")),
        item.flag("repeats"),
        organiser == null ? null : EntryItem.mailbox(organiser),
        item.maps("attendees").stream().map(InvitationItem::attendee).toList());
  }

  private static Item attendee(Invitation.Attendee attendee) {
    return EntryItem.mailbox(attendee.mailbox())
        .text("participation", attendee.participation().name())
        .flag("required", attendee.required());
  }

  private static Invitation.Attendee attendee(Item item) {
    return new Invitation.Attendee(
        EntryItem.mailbox(item),
        Participation.valueOf(item.text("participation")),
        item.flag("required"));
  }

  private static @Nullable Item time(@Nullable CalendarTime time) {
    return time == null
        ? null
        : Item.empty()
            .text("local", time.local().toString())
            .text("zone", time.zone())
            .instant("instant", time.instant())
            .flag("wholeDay", time.wholeDay());
  }

  private static @Nullable CalendarTime time(@Nullable Item item) {
    return item == null
        ? null
        : new CalendarTime(
            LocalDateTime.parse(item.text("local")),
            item.findText("zone"),
            item.findInstant("instant"),
            item.flag("wholeDay"));
  }
}
