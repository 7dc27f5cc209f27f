package relais.rules;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A fault on purpose: a second place that knows how the table keeps things.
public record SeesAttributeValues(AttributeValue value) {}
