/// The media queue arrives here: provider files become our own objects, customers get their names.
///
/// Start with [FetchFile] and [FetchName]. [ProviderFiles] talks to the provider, [TrustedHosts]
/// says to whom, and [FileSignature] what a file really is.
@NullMarked
package relais.media;

import org.jspecify.annotations.NullMarked;
