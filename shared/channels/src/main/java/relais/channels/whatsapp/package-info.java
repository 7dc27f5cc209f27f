/// The WhatsApp Cloud API. [WhatsAppChannel] is the way in, [WhatsAppRequests] the way out.
@NullMarked
package relais.channels.whatsapp;

import org.jspecify.annotations.NullMarked;
