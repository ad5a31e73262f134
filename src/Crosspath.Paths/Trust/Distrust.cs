using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>A certificate that is not to be trusted, whoever signed it: revoked, or on somebody's blocklist. It ends
/// every path that it lies on.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Store">The store that says so; null when everybody is to know it.</param>
/// <param name="Reason">In words that follow the certificate's name, such as "was revoked on 2020-01-01 (keyCompromise)".
/// </param>
public sealed record Distrust(Fingerprint Certificate, string? Store, string Reason);
