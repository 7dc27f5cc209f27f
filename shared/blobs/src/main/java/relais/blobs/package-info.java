/// The two S3 buckets: untouched originals, and the bodies and files cut out of them.
///
/// ```
/// raw bucket     mail/<SES message id>                      what SES received
///                webhook/<channel>/<yyyy-mm-dd>/<sha256>    what a provider posted
///                chat/<inbox>/<yyyy-mm-dd>/<visitor>/<sha256>   what a visitor of a chat sent
///                form/<inbox>/<yyyy-mm-dd>/<sha256>         what came by a form
/// files bucket   attachments/<entry id>/<n>                 files of mails, n from 0
///                uploads/<user id>/<upload>       what an agent is about to send, a week
///                uploads/visitors/<chat>/<visitor>/<upload>   the same of a visitor
///                media/<entry id>/<n>                       files fetched from providers
///                bodies/<entry id>.json                     text and html of long messages
/// ```
///
/// Start with [RawStore] and [FileStore]; [BlobKeys] builds every key. Nothing here decides what is
/// stored or who may read it: a link is good for whoever holds it.
@NullMarked
package relais.blobs;

import org.jspecify.annotations.NullMarked;
