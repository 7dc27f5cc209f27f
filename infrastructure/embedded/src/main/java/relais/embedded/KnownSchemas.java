package relais.embedded;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.dynamodb.services.local.shared.access.StreamInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccessJob;
import software.amazon.dynamodb.services.local.shared.access.sqlite.TableSchemaInfo;

/// What DynamoDB Local has read of its tables' schemas. For every item that it reads or writes it
/// parses the schema of the table anew, with every item that it writes what is known of the
/// stream, and three times a second the schemas of all tables, on the one thread that has its
/// file: three fifths of what that thread did. Here the same bytes are parsed once. Only while
/// something changes a table they are parsed anew: whoever changes it alters what it was given.
///
/// It offers no place to step in but the mappers that parse, which are private fields (decision
/// 230).
final class KnownSchemas {
  /// A few: comparing all their bytes is quicker than one hash of them.
  private static final List<Known> KNOWN = new CopyOnWriteArrayList<>();

  private static final AtomicInteger CHANGES = new AtomicInteger();

  private static final Set<Class<?>> REMEMBERED = Set.of(TableSchemaInfo.class, StreamInfo.class);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(byte[] json, Class<?> type, Object schema) {}

  private static final class Once {
    /// What is done when this class is first used: once in a JVM, before any schema is parsed.
    static final List<ObjectMapper> MAPPERS =
        List.of(remembering(SQLiteDBAccessJob.class), remembering(SQLiteDBAccess.class));

    private static ObjectMapper remembering(Class<?> parsing) {
      try {
        Field field = parsing.getDeclaredField("MAPPER");
        field.setAccessible(true);
        ObjectMapper mapper = (ObjectMapper) field.get(null);
        mapper.getFactory().enable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
        SimpleModule module = new SimpleModule();
        module.setDeserializerModifier(
            new BeanDeserializerModifier() {
              @Override
              public JsonDeserializer<?> modifyDeserializer(
                  DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> parser) {
                return REMEMBERED.contains(bean.getBeanClass()) ? new Remembering(parser) : parser;
              }
            });
        return mapper.registerModule(module);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Another version of DynamoDB Local: see decision 230", e);
      }
    }
  }

  private KnownSchemas() {}

  /// Begins to remember.
  static void remember() {
    Object unused = Once.MAPPERS;
  }

  /// What a table looks like is about to change.
  static void changeBegins() {
    CHANGES.incrementAndGet();
  }

  /// Nobody alters any longer what they were given.
  static void changeEnds() {
    CHANGES.decrementAndGet();
  }

  private static final class Remembering extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    Remembering(JsonDeserializer<?> parser) {
      super(parser);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> parser) {
      return new Remembering(parser);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (CHANGES.get() == 0
          && json.currentLocation().contentReference().getRawContent() instanceof byte[] bytes) {
        for (Known known : KNOWN) {
          if (known.type() == handledType() && Arrays.equals(known.json(), bytes)) {
            return known.schema();
          }
        }
        Object schema = super.deserialize(json, context);
        if (CHANGES.get() == 0) {
          KNOWN.add(new Known(bytes, handledType(), schema));
        }
        return schema;
      }
      return super.deserialize(json, context);
    }
  }
}
