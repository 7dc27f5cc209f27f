package relais.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.LabelId;
import relais.conversation.RuleId;
import relais.conversation.Settings;
import relais.conversation.Team;
import relais.conversation.TeamId;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

/// Reads what requests say into our types. What is wrong names its field; an id in an address that
/// cannot be one is not found.
final class Fields {
  private static final int MAX_LABELS = 50;

  private Fields() {}

  static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw Problem.field(field, "\"%s\" is missing.".formatted(field));
    }
    return value;
  }

  static int number(String field, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw Problem.field(field, "\"%s\" is a whole number.".formatted(field));
    }
  }

  static ConversationId conversation(String path) {
    return id(path, ConversationId::new);
  }

  static EntryId entry(String path) {
    return id(path, EntryId::new);
  }

  static RuleId rule(String path) {
    return id(path, RuleId::new);
  }

  static InboxId inbox(String path) {
    return id(path, InboxId::new);
  }

  /// A cursor of ours that is an entry's id.
  static @Nullable EntryId cursor(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      return new EntryId(cursor);
    } catch (IllegalArgumentException _) {
      throw badCursor();
    }
  }

  static Problem badCursor() {
    return Problem.field("cursor", "This is not a cursor of ours. Start again without one.");
  }

  static List<LabelId> labels(String field, @Nullable List<String> labels) {
    if (labels == null) {
      return List.of();
    }
    if (labels.size() > MAX_LABELS) {
      throw Problem.field(field, "At most %d labels at once.".formatted(MAX_LABELS));
    }
    try {
      return labels.stream().map(LabelId::new).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw Problem.field(field, String.valueOf(e.getMessage()));
    }
  }

  static Optional<TeamId> team(String field, String team, Settings settings) {
    try {
      return settings.findTeam(new TeamId(team)).map(Team::id);
    } catch (IllegalArgumentException e) {
      throw Problem.field(field, String.valueOf(e.getMessage()));
    }
  }

  /// Whether an address, as somebody wrote it, is one of an inbox.
  static boolean isFor(Inbox.Email inbox, String address) {
    return mailbox(address).map(Mailbox::address).filter(inbox::receives).isPresent();
  }

  /// An address as somebody wrote it; nothing when it is none.
  static Optional<Mailbox> mailbox(@Nullable String address) {
    if (address == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Mailbox(null, MailAddress.parse(address)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// A telephone number as somebody wrote it, with the code of its country.
  static Identity phone(String field, String written) {
    String digits = written.replaceAll("[\\s()./-]", "");
    if (!digits.matches("\\+[1-9][0-9]{5,14}")) {
      throw Problem.field(field, "Write the number with its country, such as +44 20 7946 0000.");
    }
    return new Identity("phone", digits);
  }

  private static <T> T id(String path, Function<String, T> parse) {
    try {
      return parse.apply(path);
    } catch (IllegalArgumentException _) {
      throw Problem.notFound();
    }
  }
}
