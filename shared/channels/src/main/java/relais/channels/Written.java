package relais.channels;

import java.util.List;

/// What becomes of a message that is to be sent.
public sealed interface Written {
  /// A request to the provider, to be sent with our access token.
  ///
  /// @param path below the provider's address; where a token belongs into it, it says `{token}`
  @SuppressWarnings("ArrayRecordComponent") // a body is built and sent, never compared
  record Request(String method, String path, String contentType, byte[] body) implements Written {
    /// A request with JSON.
    public static Request post(String path, JsonObject json) {
      return new Request("POST", path, "application/json", json.bytes());
    }
  }

  /// The channel does not take it.
  ///
  /// @param reasons what to change, each as a sentence for whoever wrote it
  record Refused(List<String> reasons) implements Written {
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }
}
