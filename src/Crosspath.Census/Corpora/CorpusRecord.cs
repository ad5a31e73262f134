using Crosspath.Census.Sources;
using Crosspath.X509;

namespace Crosspath.Census.Corpora;

/// <summary>A certificate on its way into a corpus.</summary>
/// <param name="Certificate">Itself; its DER is kept.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Identity">Of subject and key: <see cref="ShortDigest.Of(ShortDigest, Fingerprint)"/>.</param>
/// <param name="Subject">Of the subject name.</param>
/// <param name="Issuer">Of the issuer name.</param>
/// <param name="SubjectText">The subject as RFC 4514 writes it.</param>
/// <param name="Sighting">Where and when it was seen.</param>
public sealed record CorpusRecord(
    Certificate Certificate,
    RecordKind Kind,
    ShortDigest Identity,
    ShortDigest Subject,
    ShortDigest Issuer,
    string SubjectText,
    Sighting Sighting);
