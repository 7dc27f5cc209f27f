package relais.local;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// What can happen to a connection between two machines.
final class Connections {
  private Connections() {}

  /// Hangs up before the answer: the caller cannot know whether its request was carried out.
  static void drop(Context context) {
    ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
