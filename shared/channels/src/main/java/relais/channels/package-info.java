/// What every channel has in common: a webhook in, events out; a message in, a request out.
///
/// Start with [WebhookChannel] for what a channel must be able to do and [ChannelEvent] for what it
/// can say. [WebhookIntake] turns events into what travels on the inbound queue,
/// [WebhookInspection] into what an operator reads, [Outgoing] is what can be sent. The channels
/// themselves are the packages inside this one, one per provider; `relais.channels.registry` lists
/// them. No HTTP, no AWS, no clock.
@NullMarked
package relais.channels;

import org.jspecify.annotations.NullMarked;
