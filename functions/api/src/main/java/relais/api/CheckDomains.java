package relais.api;

import jakarta.inject.Singleton;
import java.net.IDN;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.mail.DnsAnswer;
import relais.mail.DomainRecord;
import relais.mail.MailAddress;
import relais.runtime.Environment;
import relais.table.SettingsStore;

/// Looks, now, whether the domains of an inbox have what mail needs: in SES and in the domain name
/// system, all questions at once.
@Singleton
final class CheckDomains {
  /// Somebody with more domains in one inbox sees the first ones.
  private static final int MAX_DOMAINS = 5;

  private final SettingsStore settings;
  private final SendingIdentities identities;
  private final DnsLookup dns;
  private final InstantSource time;
  private final String region;

  CheckDomains(
      SettingsStore settings,
      SendingIdentities identities,
      DnsLookup dns,
      InstantSource time,
      Environment environment) {
    this.settings = settings;
    this.identities = identities;
    this.dns = dns;
    this.time = time;
    this.region = environment.region();
  }

  DomainListJson check(Caller caller, InboxId id) {
    caller.mustAdminister();
    Inbox inbox = settings.findInbox(id).orElseThrow(Problem::notFound).inbox();
    if (!(inbox instanceof Inbox.Email email)) {
      throw Problem.notFound();
    }
    List<DomainJson> domains =
        email
            .addresses()
            .all()
            .map(MailAddress::domain)
            .distinct()
            .limit(MAX_DOMAINS)
            .map(domain -> CompletableFuture.supplyAsync(() -> look(domain)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    return new DomainListJson(time.instant(), domains);
  }

  private DomainJson look(String written) {
    String domain = ascii(written);
    SendingIdentities.Standing standing = identities.find(domain);
    List<DomainRecord> records = new ArrayList<>(DomainRecord.receiving(domain, region));
    if (standing instanceof SendingIdentities.Standing.Known known) {
      records.addAll(1, signing(known));
    }
    List<CompletableFuture<DomainJson.RecordJson>> asked =
        records.stream().map(this::look).toList();
    return DomainJson.of(written, standing, asked.stream().map(CompletableFuture::join).toList());
  }

  private List<DomainRecord> signing(SendingIdentities.Standing.Known known) {
    List<DomainRecord> records =
        new ArrayList<>(DomainRecord.signing(known.domain(), known.tokens(), known.zone()));
    if (known.returnPath() != null) {
      records.addAll(DomainRecord.returnPath(known.returnPath(), region));
    }
    return records;
  }

  private CompletableFuture<DomainJson.RecordJson> look(DomainRecord record) {
    List<CompletableFuture<DnsAnswer>> answers =
        record.names().stream().map(name -> dns.ask(name, record.purpose().type())).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            _ ->
                DomainJson.RecordJson.of(
                    record, record.check(answers.stream().map(CompletableFuture::join).toList())));
  }

  /// As the domain name system has it; what cannot be written so stays as it is, and is not found.
  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain);
    } catch (IllegalArgumentException e) {
      return domain;
    }
  }
}
