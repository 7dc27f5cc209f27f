package relais.embedded;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteStatement;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.embedded.DDBExceptionMappingInvocationHandler;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.access.LocalDBAccess;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/// DynamoDB Local, for everybody over HTTP and for this JVM without it (decision 141).
final class EmbeddedTables {
  /// What only reads or writes items; everything else may change what a table looks like.
  private static final List<String> OF_ITEMS =
      List.of("get", "put", "query", "deleteRecord", "list", "fetch", "begin", "commit", "shard");

  private final URI address;
  private final DynamoDBProxyServer server;
  private final LocalDBClient database;

  private EmbeddedTables(URI address, DynamoDBProxyServer server, LocalDBClient database) {
    this.address = address;
    this.server = server;
    this.database = database;
  }

  /// Starts it and returns when it answers.
  ///
  /// @param folder where tables, items and streams are kept, null to keep nothing
  static EmbeddedTables start(@Nullable Path folder, int port) throws Exception {
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // Never started, and opens nothing: only a command line can say that nothing is reported.
    ServerRunner.createServerFromCommandLineArgs(
        folder == null
            ? new String[] {"-port", port + "", "-sharedDb", "-disableTelemetry", "-inMemory"}
            : new String[] {
              "-port", port + "", "-sharedDb", "-disableTelemetry", "-dbPath", folder + ""
            });
    SQLiteLibraryLoader.initialize();
    KnownSchemas.remember();
    LocalDBAccess access =
        remembering(
            folder == null
                ? new SQLiteDBAccess()
                : new Kept(folder.resolve("shared-local-instance.db").toFile()));
    LocalDBClient database =
        new LocalDBClient(access, new JobsRegister(Executors.newCachedThreadPool(), false));
    DynamoDBProxyServer server =
        new DynamoDBProxyServer(
            port, new LocalDynamoDBServerHandler(new SharedTables(database), null));
    server.start();
    return new EmbeddedTables(URI.create("http://127.0.0.1:" + port), server, database);
  }

  /// Where it answers over HTTP.
  URI address() {
    return address;
  }

  /// The tables, without the way over HTTP.
  DynamoDbClient client() {
    return speaking(DynamoDbClient.class, database.dynamoDbClient());
  }

  /// Their streams, likewise.
  DynamoDbStreamsClient streams() {
    return speaking(DynamoDbStreamsClient.class, database.dynamoDbStreamsClient());
  }

  void stop() throws Exception {
    server.stop();
    database.shutdown();
  }

  /// Failures as they would come over HTTP. Closing such a client leaves the tables open.
  private static <T> T speaking(Class<T> type, T client) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                if (e.getCause() instanceof DynamoDBLocalServiceException failure) {
                  DDBExceptionMappingInvocationHandler.handleDynamoDBLocalServiceException(failure);
                }
                throw e.getCause();
              }
            }));
  }

  /// With every request DynamoDB Local reads what the table looks like out of JSON, up to a dozen
  /// times: that was four fifths of a read. Here it does so once after each change of a table.
  private static LocalDBAccess remembering(LocalDBAccess access) {
    Map<String, TableInfo> tables = new ConcurrentHashMap<>();
    AtomicLong changes = new AtomicLong();
    return (LocalDBAccess)
        Proxy.newProxyInstance(
            LocalDBAccess.class.getClassLoader(),
            new Class<?>[] {LocalDBAccess.class},
            (_, method, arguments) -> {
              try {
                if (method.getName().equals("getTableInfo")) {
                  String name = (String) arguments[0];
                  TableInfo known = tables.get(name);
                  if (known != null) {
                    return known;
                  }
                  long before = changes.get();
                  TableInfo read = access.getTableInfo(name);
                  if (read != null && changes.get() == before) {
                    tables.put(name, read);
                  }
                  return read;
                }
                if (OF_ITEMS.stream().anyMatch(method.getName()::startsWith)) {
                  return method.invoke(access, arguments);
                }
                changes.incrementAndGet();
                KnownSchemas.changeBegins();
                try {
                  return method.invoke(access, arguments);
                } finally {
                  KnownSchemas.changeEnds();
                  changes.incrementAndGet();
                  tables.clear();
                }
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /// Tables in a file. A write is one append to a log, which outlives the process but not a power
  /// cut. With every request DynamoDB Local looks for the oldest record of the table's stream and
  /// the newest of its shard, and has no index for either: without them, a stream or shard that is
  /// new or quiet costs a walk over all records of those before it.
  ///
  /// When it starts it forgets the stream's records older than a day, read or not, and counts on
  /// from the newest that is left. Here the time that tables rest does not count, so that what
  /// nobody has read yet is kept; and a record of no stream keeps a count that is ahead of all
  /// records, as after a stream was switched off and on. What came next would be numbered where
  /// nobody looks.
  private static final class Kept extends SQLiteDBAccess {
    private static final long SHORT_REST_MILLIS = 3_600_000;
    private static final String RESTED = "SELECT ? - MAX(CreationDateTime) FROM us";
    private static final List<String> PASS_OVER_REST =
        List.of(
            "UPDATE us SET CreationDateTime = CreationDateTime + ?",
            "UPDATE ss SET DeletionDateTime = DeletionDateTime + ?",
            "UPDATE sm SET DeletionDateTime = DeletionDateTime + ?");
    private static final String KEEP_COUNT =
        """
        INSERT INTO us (StreamID, ShardID, SequenceNumber, CreationDateTime)
        SELECT '', '', counted, ? FROM (
          SELECT MAX(MAX(InitialSequenceNumberStart, COALESCE(SequenceNumberEnd, 0))) AS counted
          FROM ss)
        WHERE counted > (SELECT COALESCE(MAX(SequenceNumber), 0) FROM us)\
        """;

    Kept(File file) {
      if (file.exists()) {
        wake(file);
      }
      super(file);
      queue
          .execute(
              new SQLiteJob<Void>() {
                @Override
                protected @Nullable Void job(SQLiteConnection file) throws SQLiteException {
                  file.exec("PRAGMA journal_mode = WAL");
                  file.exec("PRAGMA synchronous = NORMAL");
                  file.exec("PRAGMA temp_store = MEMORY");
                  file.exec("PRAGMA cache_size = -32768");
                  file.exec(
                      "CREATE INDEX IF NOT EXISTS us_by_stream ON us (StreamID, SequenceNumber)");
                  file.exec(
                      "CREATE INDEX IF NOT EXISTS us_by_shard ON us (ShardID, SequenceNumber)");
                  return null;
                }
              })
          .complete();
    }

    private static void wake(File file) {
      SQLiteConnection connection = new SQLiteConnection(file);
      try {
        connection.open(false);
        long now = System.currentTimeMillis();
        long rested = number(connection, RESTED, now);
        if (rested > SHORT_REST_MILLIS) {
          for (String statement : PASS_OVER_REST) {
            connection.prepare(statement).bind(1, rested).stepThrough();
          }
        }
        connection.prepare(KEEP_COUNT).bind(1, now).stepThrough();
      } catch (SQLiteException e) {
        throw new IllegalStateException("The tables in " + file + " cannot be opened", e);
      } finally {
        connection.dispose();
      }
    }

    private static long number(SQLiteConnection connection, String question, long value)
        throws SQLiteException {
      SQLiteStatement statement = connection.prepare(question).bind(1, value);
      return statement.step() ? statement.columnLong(0) : 0;
    }

    /// Returns when the file is closed, so that whoever opens it next finds it free.
    @Override
    public void close() {
      super.close();
      try {
        queue.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
