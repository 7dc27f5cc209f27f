package relais.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micronaut.context.ApplicationContext;
import io.micronaut.crac.OrderedResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.samples.Aws;
import relais.samples.AwsParts;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class PrimingTest {
  private final AwsParts aws;

  PrimingTest(AwsParts aws) {
    this.aws = aws;
  }

  private record Requests(List<String> names) implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      names.add(context.request().getClass().getSimpleName());
    }
  }

  private static List<String> requestsBeforeSnapshot(Map<String, String> variables)
      throws Exception {
    Requests requests = new Requests(new ArrayList<>());
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(variables))
            .start()) {
      context.registerSingleton(ExecutionInterceptor.class, requests);
      for (OrderedResource resource : context.getBeansOfType(OrderedResource.class)) {
        resource.beforeCheckpoint(Core.getGlobalContext());
      }
    }
    return requests.names();
  }

  @Test
  void before_a_snapshot_the_table_is_read_once_and_nothing_is_written() throws Exception {
    assertThat(requestsBeforeSnapshot(aws.environment("IngestEmailFunction")))
        .containsExactly("GetItemRequest");
  }

  @Test
  void a_function_without_a_table_asks_nobody() throws Exception {
    assertThat(requestsBeforeSnapshot(aws.environment("MailEventFunction"))).isEmpty();
  }

  @Test
  void a_table_that_is_not_there_does_not_stop_the_snapshot() {
    Map<String, String> variables = new HashMap<>(aws.environment("IngestEmailFunction"));
    variables.put("TABLE_NAME", "nowhere");
    assertThatCode(() -> requestsBeforeSnapshot(variables)).doesNotThrowAnyException();
  }
}
