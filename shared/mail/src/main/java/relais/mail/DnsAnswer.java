package relais.mail;

import java.util.List;

/// What the domain name system says to one question.
public sealed interface DnsAnswer {
  /// There is something: the data of each record, as a zone file would have it, a text without its
  /// quotation marks.
  record Found(List<String> values) implements DnsAnswer {
    public Found {
      values = List.copyOf(values);
    }
  }

  /// There is no such record, or no such name.
  record Nothing() implements DnsAnswer {}

  /// Nobody answered in time, or with an error.
  record Silence() implements DnsAnswer {}
}
