package relais.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Reads the table's stream from its beginning, each change once.
final class TableStream {
  private static final int EMPTY_PAGES = 3;

  private final DynamoDbStreamsClient client;
  private final String arn;
  private final Set<String> seen = new HashSet<>();

  TableStream(DynamoDbStreamsClient client, String arn) {
    this.client = client;
    this.arn = arn;
  }

  String arn() {
    return arn;
  }

  /// What has changed since the last time, in order.
  List<Record> news() {
    List<Record> news = new ArrayList<>();
    List<Shard> shards =
        client.describeStream(request -> request.streamArn(arn)).streamDescription().shards();
    for (Shard shard : shards) {
      String iterator =
          client
              .getShardIterator(
                  request ->
                      request
                          .streamArn(arn)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      int empty = 0;
      while (iterator != null && empty < EMPTY_PAGES) {
        String here = iterator;
        GetRecordsResponse page = client.getRecords(request -> request.shardIterator(here));
        for (Record change : page.records()) {
          if (seen.add(change.dynamodb().sequenceNumber())) {
            news.add(change);
          }
        }
        empty = page.records().isEmpty() ? empty + 1 : 0;
        iterator = page.nextShardIterator();
      }
    }
    return news;
  }
}
