/// The media queue arrives here: provider files become our own objects.
///
/// Start with [FetchFile]. [ProviderFiles] talks to the provider, [TrustedHosts] says to whom, and
/// [FileSignature] what a file really is.
@NullMarked
package relais.media;

import org.jspecify.annotations.NullMarked;
