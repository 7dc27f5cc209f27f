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
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccessJob;
import software.amazon.dynamodb.services.local.shared.access.sqlite.TableSchemaInfo;

/// What DynamoDB Local has read of its tables' schemas. For every item that it reads or writes it
/// parses the schema of the table anew, on the one thread that has its file: three fifths of what
/// that thread did. Here the same bytes are parsed once, until something changes a table.
///
/// It offers no place to step in but the mapper that parses, which is a private field (decision
/// 230).
final class KnownSchemas {
  /// A few: comparing all their bytes is quicker than one hash of them.
  private static final List<Known> KNOWN = new CopyOnWriteArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(byte[] json, Object schema) {}

  private static final class Once {
    /// What is done when this class is first used: once in a JVM, before any schema is parsed.
    static final ObjectMapper MAPPER = remembering();

    private static ObjectMapper remembering() {
      try {
        Field field = SQLiteDBAccessJob.class.getDeclaredField("MAPPER");
        field.setAccessible(true);
        ObjectMapper mapper = (ObjectMapper) field.get(null);
        mapper.getFactory().enable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
        SimpleModule module = new SimpleModule();
        module.setDeserializerModifier(
            new BeanDeserializerModifier() {
              @Override
              public JsonDeserializer<?> modifyDeserializer(
                  DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> parser) {
                return bean.getBeanClass() == TableSchemaInfo.class
                    ? new Remembering(parser)
                    : parser;
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
    Object unused = Once.MAPPER;
  }

  /// Tables may look different now.
  static void forget() {
    KNOWN.clear();
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
      if (json.currentLocation().contentReference().getRawContent() instanceof byte[] bytes) {
        for (Known known : KNOWN) {
          if (Arrays.equals(known.json(), bytes)) {
            return known.schema();
          }
        }
        Object schema = super.deserialize(json, context);
        KNOWN.add(new Known(bytes, schema));
        return schema;
      }
      return super.deserialize(json, context);
    }
  }
}
