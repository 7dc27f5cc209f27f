package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.Settings;
import relais.embedded.AwsClients;
import relais.embedded.Template;

/// The accounts at providers that are played here: the inboxes of the workspace with their secrets.
/// One without secrets is not known.
final class PlayedAccounts {
  private final AwsClients clients;
  private final Template template;

  PlayedAccounts(AwsClients clients, Template template) {
    this.clients = clients;
    this.template = template;
  }

  /// The business numbers of WhatsApp.
  List<WhatsAppBusiness> businesses(Settings settings) {
    List<WhatsAppBusiness> businesses = new ArrayList<>();
    for (Inbox.Connected number : settings.connected(Channel.WHATSAPP)) {
      String name = template.parameter("ParameterPrefix") + "/" + number.id().value();
      clients
          .ssm()
          .getParametersByPath(
              request -> request.path(template.parameter("ParameterPrefix")).withDecryption(true))
          .parameters()
          .stream()
          .filter(parameter -> parameter.name().equals(name))
          .forEach(
              parameter -> {
                JsonNode secrets = Json.read(parameter.value());
                businesses.add(
                    new WhatsAppBusiness(
                        number.account(),
                        number
                            .settings()
                            .getOrDefault(
                                "businessAccountId", DemoWorkspace.WHATSAPP_BUSINESS_ACCOUNT),
                        number.name(),
                        number.address(),
                        secrets.path("accessToken").asText(),
                        secrets.path("appSecret").asText()));
              });
    }
    return businesses;
  }

  /// The inboxes of every other channel.
  List<PlayedWebhooks.Account> others(Settings settings) {
    Map<String, String> parameters = new HashMap<>();
    clients
        .ssm()
        .getParametersByPath(
            request -> request.path(template.parameter("ParameterPrefix")).withDecryption(true))
        .parameters()
        .forEach(parameter -> parameters.put(parameter.name(), parameter.value()));
    List<PlayedWebhooks.Account> accounts = new ArrayList<>();
    for (Inbox inbox : settings.inboxes()) {
      String json =
          parameters.get(template.parameter("ParameterPrefix") + "/" + inbox.id().value());
      if (json != null
          && inbox instanceof Inbox.Connected connected
          && !inbox.channel().equals(Channel.WHATSAPP)) {
        JsonNode secrets = Json.read(json);
        accounts.add(
            new PlayedWebhooks.Account(
                connected,
                secrets.path("accessToken").asText(),
                secrets.path("appSecret").asText()));
      }
    }
    return accounts;
  }
}
