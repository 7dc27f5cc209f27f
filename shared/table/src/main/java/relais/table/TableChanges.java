package relais.table;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.conversation.ConversationId;

/// Reads the records of the table's stream.
public final class TableChanges {
  private TableChanges() {}

  /// What a record says.
  public static TableChange read(DynamodbStreamRecord streamRecord) {
    StreamRecord images = streamRecord.getDynamodb();
    @Nullable Map<String, AttributeValue> newImage = images.getNewImage();
    @Nullable Map<String, AttributeValue> oldImage = images.getOldImage();
    Item keys = item(images.getKeys());
    String pk = keys.text("pk");
    String sk = keys.text("sk");
    if (pk.equals(TableKeys.QUARANTINE)) {
      return new TableChange.QuarantineChanged();
    }
    if (newImage == null || newImage.isEmpty()) {
      return new TableChange.Nothing();
    }
    Item after = item(newImage);
    Item before = oldImage == null || oldImage.isEmpty() ? null : item(oldImage);
    if (pk.equals(TableKeys.SETTINGS) && sk.equals("VERSION")) {
      return new TableChange.SettingsChanged(after.number("version"));
    }
    if (sk.startsWith(TableKeys.DRAFT)) {
      return new TableChange.DraftChanged(Drafts.read(after));
    }
    if (!pk.startsWith("CONV#")) {
      return new TableChange.Nothing();
    }
    if (sk.equals(TableKeys.STATE)) {
      return new TableChange.ConversationChanged(
          before == null ? null : ConversationItem.read(before), ConversationItem.read(after));
    }
    if (sk.equals(TableKeys.PRESENCE)) {
      return new TableChange.PresenceChanged(
          new ConversationId(pk.substring("CONV#".length())),
          before == null ? null : Chats.presence(before),
          Chats.presence(after));
    }
    if (sk.startsWith(TableKeys.ENTRY) && !EntryItem.isMoved(after)) {
      ConversationId conversation = new ConversationId(pk.substring("CONV#".length()));
      return before == null
          ? new TableChange.EntryAdded(conversation, EntryItem.read(after))
          : new TableChange.EntryChanged(
              conversation, EntryItem.read(before), EntryItem.read(after));
    }
    return new TableChange.Nothing();
  }

  private static Item item(Map<String, AttributeValue> image) {
    return Item.of(map(image));
  }

  private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> map(
      Map<String, AttributeValue> image) {
    Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> map =
        new HashMap<>();
    image.forEach((name, value) -> map.put(name, value(value)));
    return map;
  }

  /// The event library has attribute values of its own; only the types that this table uses are
  /// carried over.
  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue value(
      AttributeValue value) {
    if (value.getS() != null) {
      return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(value.getS());
    }
    if (value.getN() != null) {
      return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN(value.getN());
    }
    if (value.getBOOL() != null) {
      return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool(
          value.getBOOL());
    }
    if (value.getM() != null) {
      return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM(map(value.getM()));
    }
    if (value.getL() != null) {
      return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL(
          value.getL().stream().map(TableChanges::value).toList());
    }
    throw new IllegalStateException("The table holds no attribute of this type: " + value);
  }
}
