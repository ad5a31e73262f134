using System.Collections.Frozen;
using Crosspath.X509;

namespace Crosspath.Paths.Validation;

/// <summary>Who distrusts which certificates, at hand by certificate.</summary>
internal sealed class DistrustSet
{
    private readonly FrozenDictionary<Fingerprint, Distrust[]> _byCertificate;

    public DistrustSet(IEnumerable<Distrust> distrusts) =>
        _byCertificate = distrusts.GroupBy(distrust => distrust.Certificate)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>Nobody distrusts anything.</summary>
    public static DistrustSet None { get; } = new([]);

    public bool IsEmpty => _byCertificate.Count == 0;

    /// <summary>Everything said of a certificate.</summary>
    public ReadOnlySpan<Distrust> Of(Certificate certificate) =>
        IsEmpty ? [] : _byCertificate.GetValueOrDefault(certificate.Fingerprint);
}
