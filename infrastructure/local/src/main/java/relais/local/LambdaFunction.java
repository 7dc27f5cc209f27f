package relais.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.embedded.FunctionDefinition;
import relais.runtime.Environment;
import relais.runtime.GivenTables;

/// One function of template.yaml, ready to be called with JSON and answering JSON.
///
/// It has a Micronaut context of its own with its own variables, and its events pass through the
/// serializers of Lambda's runtime. Unlike Lambda, one instance serves calls in parallel.
final class LambdaFunction implements AutoCloseable {
  private final FunctionDefinition definition;
  private final ApplicationContext context;
  private final RequestHandler<Object, Object> handler;
  private final PojoSerializer<Object> input;
  private final PojoSerializer<Object> output;
  private final Ids ids = new Ids();
  private volatile Runnable afterwards = () -> {};

  private LambdaFunction(
      FunctionDefinition definition,
      ApplicationContext context,
      RequestHandler<Object, Object> handler) {
    this.definition = definition;
    this.context = context;
    this.handler = handler;
    Type[] types = requestTypes(handler.getClass());
    this.input = serializer(types[0]);
    this.output = serializer(types[1]);
  }

  /// Loads the handler and starts its context.
  ///
  /// @param variables the function's environment, complete
  /// @param tables how it reaches DynamoDB
  /// @param folders the folders of all functions of the template
  /// @throws FunctionFailed when the handler cannot be made
  static LambdaFunction start(
      FunctionDefinition definition,
      Map<String, String> variables,
      GivenTables tables,
      Set<String> folders) {
    ClassLoader room =
        new RoomClassLoader(LambdaFunction.class.getClassLoader(), folder(definition), folders);
    // Not the builder for Lambda, which makes every singleton at once: two functions may share a
    // zip,
    // and each has only the variables it needs itself.
    ApplicationContext context =
        ApplicationContext.builder()
            .classLoader(room)
            .deduceEnvironment(false)
            .environments("function", "lambda")
            .environmentPropertySource(false)
            .propertySources(Environment.propertySource(variables))
            .singletons(tables)
            .banner(false)
            .build()
            .start();
    try {
      Class<?> type = Class.forName(className(definition.handler()));
      Constructor<?> constructor = type.getDeclaredConstructor(ApplicationContext.class);
      // Package-private where only tests and this runner are meant to call it.
      constructor.setAccessible(true);
      if (constructor.newInstance(context) instanceof RequestHandler<?, ?> handler) {
        @SuppressWarnings("unchecked") // called with what its own input serializer made
        RequestHandler<Object, Object> typed = (RequestHandler<Object, Object>) handler;
        return new LambdaFunction(definition, context, typed);
      }
      throw new FunctionFailed(definition.logicalId() + ": " + type + " is no RequestHandler");
    } catch (ClassNotFoundException e) {
      context.close();
      throw new FunctionFailed(
          "%s: there is no class %s. Is its module a dependency in infrastructure/local/pom.xml?"
              .formatted(definition.logicalId(), definition.handler()),
          e);
    } catch (ReflectiveOperationException e) {
      context.close();
      throw new FunctionFailed(
          "%s: its handler %s needs a constructor that takes an ApplicationContext"
              .formatted(definition.logicalId(), definition.handler()),
          e);
    }
  }

  /// The folder under `functions/` that the function's zip is built in.
  static String folder(FunctionDefinition definition) {
    String path = definition.codeUri().replaceFirst("^(\\./)?functions/", "");
    int end = path.indexOf('/');
    return end < 0 ? path : path.substring(0, end);
  }

  private static String className(String handler) {
    int method = handler.indexOf("::");
    return method < 0 ? handler : handler.substring(0, method);
  }

  FunctionDefinition definition() {
    return definition;
  }

  /// Has something run after each call, whether it went well or not.
  void afterEachCall(Runnable task) {
    afterwards = task;
  }

  /// Calls the function.
  ///
  /// @return its answer as JSON, `null` when it has none
  /// @throws FunctionFailed when the handler threw, with what it threw as the cause
  byte[] call(byte[] event) {
    try {
      Object request = input.fromJson(new ByteArrayInputStream(event));
      Object answer = handler.handleRequest(request, invocation());
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      output.toJson(answer, json);
      return json.toByteArray();
    } catch (RuntimeException | LinkageError e) {
      throw new FunctionFailed(definition.logicalId() + " failed: " + e, e);
    } finally {
      afterwards.run();
    }
  }

  private Context invocation() {
    return new Invocation(definition, ids.request());
  }

  @Override
  public void close() {
    context.close();
  }

  /// What the handler takes and gives, read from how it fills in [RequestHandler].
  private static Type[] requestTypes(Class<?> handler) {
    Type[] types = resolve(handler, Map.of());
    if (types == null) {
      throw new FunctionFailed(handler + " does not say what it takes and gives");
    }
    return types;
  }

  private static Type @Nullable [] resolve(Type type, Map<TypeVariable<?>, Type> known) {
    Class<?> raw;
    Map<TypeVariable<?>, Type> bound = new HashMap<>();
    if (type instanceof ParameterizedType parameterized) {
      raw = (Class<?>) parameterized.getRawType();
      TypeVariable<?>[] names = raw.getTypeParameters();
      Type[] values = parameterized.getActualTypeArguments();
      for (int i = 0; i < names.length; i++) {
        bound.put(names[i], known.getOrDefault(values[i], values[i]));
      }
      if (raw == RequestHandler.class) {
        return new Type[] {bound.get(names[0]), bound.get(names[1])};
      }
    } else if (type instanceof Class<?> plain) {
      raw = plain;
    } else {
      return null;
    }
    for (Type parent : raw.getGenericInterfaces()) {
      Type[] found = resolve(parent, bound);
      if (found != null) {
        return found;
      }
    }
    Type parent = raw.getGenericSuperclass();
    return parent == null ? null : resolve(parent, bound);
  }

  @SuppressWarnings("unchecked") // a serializer of T only ever meets what its own class made
  private static PojoSerializer<Object> serializer(Type type) {
    if (type instanceof Class<?> plain
        && LambdaEventSerializers.isLambdaSupportedEvent(plain.getName())) {
      return (PojoSerializer<Object>)
          LambdaEventSerializers.serializerFor(plain, LambdaFunction.class.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
