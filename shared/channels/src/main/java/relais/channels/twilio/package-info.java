/// Twilio: short messages ([TwilioSmsChannel]) and calls ([TwilioVoiceChannel]). Both come as
/// forms, proved alike ([TwilioSignature]) and read alike ([TwilioWebhook]).
@NullMarked
package relais.channels.twilio;

import org.jspecify.annotations.NullMarked;
