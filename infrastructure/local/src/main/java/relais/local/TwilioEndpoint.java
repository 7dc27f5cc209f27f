package relais.local;

import static relais.local.ProviderAnswers.BAD_FILE;
import static relais.local.ProviderAnswers.answer;
import static relais.local.ProviderAnswers.finish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of Twilio's API that Relais calls, answered as Twilio would: messages, calls, numbers
/// and recordings.
final class TwilioEndpoint {
  static final String PATH = "/played/twilio";
  private static final String ACCOUNT = PATH + "/2010-04-01/Accounts/{sid}";

  private static final Pattern RUNG = Pattern.compile("customer=(\\+[0-9]+)$");

  private final ChannelNetwork network;
  private final FetchedFiles fetchedFiles;
  private final PlayedCalls calls;

  TwilioEndpoint(ChannelNetwork network, FetchedFiles fetchedFiles, PlayedCalls calls) {
    this.network = network;
    this.fetchedFiles = fetchedFiles;
    this.calls = calls;
  }

  void addTo(RoutesConfig routes) {
    routes.post(ACCOUNT + "/Messages.json", this::message);
    routes.post(ACCOUNT + "/Calls.json", this::call);
    routes.get(ACCOUNT + "/IncomingPhoneNumbers.json", this::numbers);
    routes.get(ACCOUNT + "/Recordings/{recording}", this::recording);
  }

  private Optional<PlayedWebhooks.Account> account(
      Context context, Predicate<PlayedWebhooks.Account> wanted) {
    String sid = context.pathParam("sid");
    String authorization = Objects.requireNonNullElse(context.header("Authorization"), "");
    return network.find(
        account ->
            sid.equals(account.inbox().settings().get("accountSid"))
                && wanted.test(account)
                && authorization.equals(
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(
                                (sid + ":" + account.accessToken())
                                    .getBytes(StandardCharsets.UTF_8))));
  }

  private void message(Context context) {
    String from = Objects.requireNonNullElse(context.formParam("From"), "");
    Optional<PlayedWebhooks.Account> number =
        account(context, account -> account.isOf("sms") && account.inbox().account().equals(from));
    if (number.isEmpty()) {
      answer(context, 401, error(20003, "Authenticate"));
      return;
    }
    String to = Objects.requireNonNullElse(context.formParam("To"), "");
    String text = Objects.requireNonNullElse(context.formParam("Body"), "");
    if (!network.knows(number.get().inbox().id().value(), to)) {
      answer(context, 400, error(21211, "The 'To' number is not a valid phone number."));
      return;
    }
    List<String> media = context.formParams("MediaUrl");
    if ((text.isEmpty() && media.isEmpty()) || text.length() > 1600) {
      answer(context, 400, error(21617, "The message body exceeds 1600 characters."));
      return;
    }
    Optional<List<PlayedFile>> files = fetchedFiles.find(media);
    if (files.isEmpty() || media.size() > 10) {
      answer(context, 400, error(21620, "Invalid media URL(s)"));
      return;
    }
    String trouble = network.takeTrouble(number.get().inbox().id().value(), to);
    if ("busy".equals(trouble)) {
      answer(context, 429, error(20429, "Too Many Requests"));
    } else if ("refused".equals(trouble)) {
      answer(context, 400, error(21610, "Attempt to send to unsubscribed recipient"));
    } else if (BAD_FILE.equals(trouble)) {
      answer(context, 400, error(21620, "Invalid media URL(s)"));
    } else {
      String callback = context.formParam("StatusCallback");
      String query = callback == null ? null : URI.create(callback).getRawQuery();
      String id = network.accept(number.get(), to, text, files.get(), query);
      finish(context, trouble, 201, Json.object().put("sid", id).put("status", "queued"));
    }
  }

  private void call(Context context) {
    String from = Objects.requireNonNullElse(context.formParam("From"), "");
    Optional<PlayedWebhooks.Account> number =
        account(
            context, account -> account.isOf("voice") && account.inbox().account().equals(from));
    if (number.isEmpty()) {
      answer(context, 401, error(20003, "Authenticate"));
      return;
    }
    String agent = Objects.requireNonNullElse(context.formParam("To"), "");
    String asks =
        Objects.requireNonNullElse(
            URI.create(Objects.requireNonNullElse(context.formParam("Url"), "")).getRawQuery(), "");
    Matcher customer = RUNG.matcher(URLDecoder.decode(asks, StandardCharsets.UTF_8));
    String inbox = number.get().inbox().id().value();
    String callback = context.formParam("StatusCallback");
    if (!agent.matches("\\+[1-9][0-9]{6,14}")) {
      answer(context, 400, error(21211, "The 'To' number is not a valid phone number."));
      return;
    }
    if (!customer.find() || !network.knows(inbox, customer.group(1)) || callback == null) {
      answer(context, 400, error(12100, "The call is to reach nobody who is played here."));
      return;
    }
    String trouble = network.takeTrouble(inbox, customer.group(1));
    if ("busy".equals(trouble)) {
      answer(context, 429, error(20429, "Too Many Requests"));
    } else if ("refused".equals(trouble)) {
      answer(context, 400, error(21215, "Account not authorized to call this number."));
    } else {
      String query = Objects.requireNonNullElse(URI.create(callback).getRawQuery(), "");
      Optional<String> id = calls.begin(number.get(), agent, customer.group(1), query, asks);
      if (id.isEmpty()) {
        answer(context, 400, error(13224, "This customer is on the line already."));
      } else {
        finish(context, trouble, 201, Json.object().put("sid", id.get()).put("status", "queued"));
      }
    }
  }

  private void numbers(Context context) {
    String wanted = Objects.requireNonNullElse(context.queryParam("PhoneNumber"), "");
    ObjectNode answer = Json.object();
    ArrayNode numbers = answer.putArray("incoming_phone_numbers");
    if (account(context, _ -> true).isEmpty()) {
      answer(context, 401, error(20003, "Authenticate"));
      return;
    }
    account(context, account -> account.inbox().account().equals(wanted))
        .ifPresent(account -> numbers.addObject().put("phone_number", wanted));
    answer(context, 200, answer);
  }

  private void recording(Context context) {
    String id = context.pathParam("recording").replaceFirst("^RE", "");
    Optional<byte[]> content = network.findFile(id);
    if (account(context, account -> account.isOf("voice")).isEmpty()) {
      answer(context, 401, error(20003, "Authenticate"));
    } else if (content.isEmpty()) {
      answer(context, 404, error(20404, "The requested resource was not found"));
    } else {
      context
          .contentType(network.describe(id).map(PlayedFile::type).orElse("audio/wav"))
          .result(content.get());
    }
  }

  private static ObjectNode error(int code, String message) {
    return Json.object().put("code", code).put("message", message).put("status", 400);
  }
}
