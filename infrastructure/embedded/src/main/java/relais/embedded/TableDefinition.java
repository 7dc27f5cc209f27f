package relais.embedded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A DynamoDB table.
///
/// @param name the physical name
/// @param timeToLive the attribute that says when an item may go, null when items stay
/// @param streamView what the stream shows (`NEW_AND_OLD_IMAGES`), null when there is no stream
public record TableDefinition(
    String logicalId,
    String name,
    Key key,
    List<Index> indexes,
    @Nullable String timeToLive,
    @Nullable String streamView) {
  public TableDefinition {
    indexes = List.copyOf(indexes);
  }

  /// What items are found by.
  ///
  /// @param sort null when the partition alone names an item
  public record Key(Attribute partition, @Nullable Attribute sort) {}

  /// A key attribute.
  ///
  /// @param type S, N or B
  public record Attribute(String name, String type) {}

  /// A global secondary index.
  ///
  /// @param projection ALL, KEYS_ONLY or INCLUDE
  /// @param included the attributes that INCLUDE adds
  public record Index(String name, Key key, String projection, List<String> included) {
    public Index {
      included = List.copyOf(included);
    }
  }

  static TableDefinition of(Scope scope, String logicalId) {
    Node properties = scope.properties(logicalId);
    Node ttl = properties.at("TimeToLiveSpecification");
    return new TableDefinition(
        logicalId,
        scope.places().name(logicalId),
        key(properties, properties.at("KeySchema")),
        properties.at("GlobalSecondaryIndexes").list().stream()
            .map(index -> index(properties, index))
            .toList(),
        ttl.at("Enabled").truthOr(false) ? ttl.at("AttributeName").text() : null,
        properties.at("StreamSpecification").at("StreamViewType").textOrNull());
  }

  private static Index index(Node table, Node index) {
    return new Index(
        index.at("IndexName").text(),
        key(table, index.at("KeySchema")),
        index.at("Projection").at("ProjectionType").textOr("ALL"),
        index.at("Projection").at("NonKeyAttributes").texts());
  }

  private static Key key(Node table, Node schema) {
    Attribute partition = null;
    Attribute sort = null;
    for (Node part : schema.list()) {
      Attribute attribute = attribute(table, part.at("AttributeName").text());
      if (part.at("KeyType").text().equals("HASH")) {
        partition = attribute;
      } else {
        sort = attribute;
      }
    }
    if (partition == null) {
      throw new TemplateException(schema.path() + " has no HASH key");
    }
    return new Key(partition, sort);
  }

  private static Attribute attribute(Node table, String name) {
    return table.at("AttributeDefinitions").list().stream()
        .filter(definition -> definition.at("AttributeName").text().equals(name))
        .map(definition -> new Attribute(name, definition.at("AttributeType").text()))
        .findFirst()
        .orElseThrow(
            () -> new TemplateException(table.path() + " does not define attribute " + name));
  }
}
