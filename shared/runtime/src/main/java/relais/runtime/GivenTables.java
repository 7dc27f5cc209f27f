package relais.runtime;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A client of DynamoDB handed over by whoever runs a function in this JVM, as its variables are:
/// the tables of the one-machine system stand in the same JVM, and the way over HTTP would cost
/// more than what is asked.
///
/// Register one as a bean of the function's context: the function asks it instead of making its
/// own.
public record GivenTables(DynamoDbClient client) {}
