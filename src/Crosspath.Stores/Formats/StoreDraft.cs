using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Stores.Formats;

/// <summary>A reading in the making.</summary>
internal sealed class StoreDraft(string format)
{
    private readonly ImmutableArray<StoreEntry>.Builder _entries = ImmutableArray.CreateBuilder<StoreEntry>();
    private readonly ImmutableArray<Fingerprint>.Builder _blocked = ImmutableArray.CreateBuilder<Fingerprint>();
    private readonly ImmutableArray<StoreProblem>.Builder _problems = ImmutableArray.CreateBuilder<StoreProblem>();
    private readonly OrderedDictionary<Fingerprint, Certificate> _certificates = [];
    private readonly HashSet<Fingerprint> _named = [];

    /// <summary>Adds what the store says of a certificate. Its first word counts.</summary>
    /// <param name="place">Where, should it speak a second time.</param>
    public void Add(StoreEntry entry, string place)
    {
        if (_named.Add(entry.Certificate)) _entries.Add(entry);
        else Report(place, $"the certificate {entry.Certificate.Short}… is listed a second time");
    }

    /// <summary>Adds a certificate that the store carries.</summary>
    public void Carry(Certificate certificate) => _certificates.TryAdd(certificate.Fingerprint, certificate);

    /// <summary>Adds a certificate that the store blocks.</summary>
    public void Block(Fingerprint certificate) => _blocked.Add(certificate);

    /// <summary>Adds something that could not be used.</summary>
    public void Report(string place, string reason) => _problems.Add(new StoreProblem(place, reason));

    /// <summary>What was read so far.</summary>
    public StoreReading ToReading() => new(format)
    {
        Entries = _entries.ToImmutable(),
        Blocked = _blocked.ToImmutable(),
        Certificates = [.. _certificates.Values],
        Problems = _problems.ToImmutable(),
    };
}
