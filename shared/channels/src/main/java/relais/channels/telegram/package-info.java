/// The Telegram Bot API. [TelegramChannel] is the door; [TelegramUpdates] reads, [TelegramRequests]
/// writes.
@NullMarked
package relais.channels.telegram;

import org.jspecify.annotations.NullMarked;
