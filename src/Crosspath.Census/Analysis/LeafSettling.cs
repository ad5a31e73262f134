using System.Collections.Concurrent;
using Crosspath.Census.Corpora;
using Crosspath.Paths;
using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

// That a leaf names an issuer proves nothing: the world is full of certificates that say they are by somebody else. So every
// signature is verified, once; the corpus remembers.

/// <summary>Finds out who signed the leaves of a corpus.</summary>
internal sealed class LeafSettling : IDisposable
{
    private const int LeavesAtATime = 8192;
    private const int MostCandidates = 16;

    private readonly TrustGraph _graph;
    private readonly TrustTimelines _timelines;
    private readonly CensusQuestion _question;
    private readonly Dictionary<ShortDigest, Identity[]> _byName;
    private readonly ILookup<int, ReadOnlyMemory<byte>> _keyIdentifiers;
    private readonly ConcurrentDictionary<int, Lazy<PublicKey>> _keys = [];

    public LeafSettling(TrustGraph graph, TrustTimelines timelines, CensusQuestion question)
    {
        (_graph, _timelines, _question) = (graph, timelines, question);
        _byName = graph.Identities.GroupBy(identity => ShortDigest.Of(identity.Subject)).ToDictionary(g => g.Key, g => g.ToArray());
        _keyIdentifiers = graph.Certificates.Where(certificate => !certificate.SubjectKeyIdentifier.IsEmpty)
            .ToLookup(certificate => graph.SubjectOf(certificate).Index, certificate => certificate.SubjectKeyIdentifier);
    }

    /// <summary>Settles what is not settled yet.</summary>
    public void Run(ICorpus corpus, CancellationToken cancellation)
    {
        var done = 0L;
        foreach (var chunk in corpus.UnsettledLeaves(_byName.Keys.ToHashSet(), cancellation).Chunk(LeavesAtATime))
        {
            var settled = new ConcurrentBag<SettledLeaf>();
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = _question.Parallelism, CancellationToken = cancellation };
            Parallel.ForEach(chunk, parallel, leaf =>
            {
                if (Settle(leaf) is { } known) settled.Add(known);
            });
            corpus.Settle(settled);
            _question.Progress?.Report(("signatures of leaves verified", done += chunk.Length, 0));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Value.Dispose();
    }

    private SettledLeaf? Settle(StoredCertificate stored)
    {
        if (!Certificate.TryRead(stored.Der, out var leaf, out _)) return null;
        foreach (var candidate in Candidates(leaf))
        {
            if (!Verifies(leaf, candidate)) continue;
            var issuer = IdentityDigest.Of(candidate);
            return new SettledLeaf(leaf.Fingerprint, _timelines.MayEndPaths(leaf) ? issuer : IdentityDigest.Barred(issuer));
        }
        return null;
    }

    // A matching key identifier first.
    private IEnumerable<Identity> Candidates(Certificate leaf)
    {
        if (!_byName.TryGetValue(ShortDigest.Of(leaf.Issuer), out var candidates)) return [];
        if (candidates.Length == 1) return candidates;
        var wanted = leaf.AuthorityKeyIdentifier;
        return candidates
            .OrderByDescending(identity => _keyIdentifiers[identity.Index].Any(known => known.Span.SequenceEqual(wanted.Span)))
            .ThenBy(identity => identity.Index)
            .Take(MostCandidates);
    }

    private bool Verifies(Certificate leaf, Identity issuer)
    {
        var key = _keys.GetOrAdd(issuer.Index, _ => new Lazy<PublicKey>(() => _graph.ImportKey(issuer))).Value;
        lock (key)
        {
            return key.Verify(leaf.SignatureAlgorithm.Span, leaf.SignedPart.Span, leaf.Signature.Span) == SignatureVerdict.Valid;
        }
    }
}
