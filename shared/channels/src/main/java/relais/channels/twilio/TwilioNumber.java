package relais.channels.twilio;

import java.util.List;
import relais.channels.Connection;
import relais.channels.FileRoute;
import relais.channels.InboxChannel;
import relais.channels.Probe;
import relais.channels.ProviderApi;
import relais.channels.ProviderCall;
import relais.channels.Written;
import relais.conversation.Inbox;

/// What is the same for whatever comes to a number of Twilio.
interface TwilioNumber extends InboxChannel {
  @Override
  default String accountWord() {
    return "phone number";
  }

  @Override
  default boolean namesAccounts() {
    return false;
  }

  @Override
  default ProviderApi api(Inbox.Connected inbox) {
    return TwilioApi.API;
  }

  @Override
  default ProviderCall call(
      Written.Request request, Connection connection, Connection.Occasion occasion) {
    return TwilioApi.call(request, connection);
  }

  @Override
  default List<Probe> probes(Connection connection, String address, Connection.Occasion occasion) {
    return List.of(TwilioApi.probe(connection));
  }

  @Override
  default FileRoute file(String place, Connection connection) {
    return TwilioApi.file(place, connection);
  }

  @Override
  default FileRoute.Hosts fileHosts() {
    return TwilioApi.FILES;
  }
}
