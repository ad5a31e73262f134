using Crosspath.X509;

namespace Crosspath.Census.Corpora;

/// <summary>
/// A collection of certificates. Every certificate is there once, with all its sightings. What is stored stays as it is:
/// ingesting the same again changes nothing.
/// </summary>
/// <remarks>Methods throw <see cref="CorpusException"/>, with one line that says what to do, when the corpus cannot be
/// reached, is full or is no corpus.</remarks>
public interface ICorpus : IDisposable
{
    /// <summary>How much there is.</summary>
    CorpusSize Size();

    /// <summary>Opens the corpus for writing; what is written is found by others once a batch is whole.</summary>
    ICorpusWriter Write();

    /// <summary>How far a source was stored: the position of its last stored mark; null when it never was.</summary>
    string? PositionOf(string source);

    /// <summary>Every CA certificate, in the order of fingerprints.</summary>
    IEnumerable<StoredCertificate> Cas(CancellationToken cancellation);

    /// <summary>How many identities (<see cref="CorpusRecord.Identity"/>) have two certificates or more, of whatever kind;
    /// precertificates do not count.</summary>
    long SharedIdentities(CancellationToken cancellation);

    /// <summary>
    /// The leaves of identities that may be cross-signed: those that have certificates, leaves or CAs, under two issuer
    /// names, or two certificates of which one names an ambiguous issuer. Precertificates do not count, nor are they given.
    /// </summary>
    /// <param name="ambiguousIssuers">Digests of issuer names that more than one identity bears.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>In the order of identities, then of fingerprints.</returns>
    IEnumerable<StoredCertificate> CandidateLeaves(
        IReadOnlySet<ShortDigest> ambiguousIssuers, CancellationToken cancellation);

    /// <summary>Leaves of which it is not known who signed them, and that name one of these issuers: for
    /// <see cref="Settle"/>, which may be called while these are read. In no particular order.</summary>
    /// <param name="issuers">Digests of names: <see cref="CorpusRecord.Issuer"/>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    IEnumerable<StoredCertificate> UnsettledLeaves(IReadOnlySet<ShortDigest> issuers, CancellationToken cancellation);

    /// <summary>Remembers who signed leaves: verified once, true for ever.</summary>
    void Settle(IReadOnlyCollection<SettledLeaf> leaves);

    /// <summary>The leaves that are known to be signed by some issuers.</summary>
    /// <param name="issuers">Identities: <see cref="SettledLeaf.Issuer"/>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>With their issuers, in no particular order.</returns>
    IEnumerable<(StoredCertificate Leaf, ShortDigest Issuer)> SettledLeaves(
        IReadOnlySet<ShortDigest> issuers, CancellationToken cancellation);

    /// <summary>Joins what is known of issuers to their settled leaves, inside the corpus's engine. Precertificates do not
    /// count.</summary>
    /// <returns>One for each issuer of settled leaves and label, and one with no label for each issuer.</returns>
    IReadOnlyList<LeafTally> Tally(IReadOnlyCollection<IssuerWindows> issuers, CancellationToken cancellation);

    /// <summary>Searches.</summary>
    /// <param name="query">What to look for; all that it says must hold.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>In the order of fingerprints.</returns>
    IEnumerable<StoredCertificate> Find(CorpusQuery query, CancellationToken cancellation);

    /// <summary>Where and when a certificate was seen.</summary>
    IReadOnlyList<Sources.Sighting> SightingsOf(Fingerprint certificate);
}
