using Crosspath.X509;

namespace Crosspath.Paths;

// Which identity signed a certificate? Names propose, the signature decides. A name may be borne by several identities
// (a CA that changed its key, or another CA that took the name), so a certificate is tried under each of their keys
// until one fits; key identifiers only say which to try first.
//
// Importing a key costs more than using it, so each round collects the pairs (certificate, key) to be tried, groups
// them by key, and gives each key to one thread that imports it once. The first round holds nearly all of the work;
// later ones, in order, the second and further candidates of what the first left open.

/// <summary>Verifies each certificate's signature once and so settles who issued it.</summary>
internal sealed class SignatureSettler(TrustGraphBuilder builder, GraphOptions options, CancellationToken cancellation)
{
    private readonly int[][] _candidates = new int[builder.Certificates.Count][];
    private readonly SignatureVerdict?[] _verdicts = new SignatureVerdict?[builder.Certificates.Count];
    private readonly Dictionary<int, List<ReadOnlyMemory<byte>>> _keyIdentifiers = CollectKeyIdentifiers(builder);
    private readonly Dictionary<Fingerprint, PublicKey> _completedKeys = [];
    private int _done;
    private long _tried;

    /// <summary>Fills <see cref="TrustGraphBuilder.Links"/>.</summary>
    public void Settle()
    {
        for (var i = 0; i < _candidates.Length; i++) _candidates[i] = OrderedCandidates(i);
        SettleAll();
        // A DSA key without parameters takes those of its issuer (RFC 3279 section 2.3.2), which is known only now.
        while (CompleteDsaKeys()) SettleAll();
    }

    private void SettleAll()
    {
        var open = new List<int>();
        for (var i = 0; i < _candidates.Length; i++)
        {
            if (builder.Links[i].Issuer is null && _candidates[i].Length > 0) open.Add(i);
        }
        for (var round = 0; open.Count > 0; round++)
        {
            _tried += open.Count;
            if (_tried > options.MostSignatures(_candidates.Length))
            {
                builder.Exhausted = $"{_tried - open.Count} signatures tried";
                return;
            }
            TryCandidates(open, round);
            open.RemoveAll(i => builder.Links[i].Issuer is not null || _candidates[i].Length <= round + 1);
        }
    }

    private void TryCandidates(List<int> certificates, int round)
    {
        var byKey = certificates
            .GroupBy(i => builder.Identities[_candidates[i][round]].KeyId)
            .OrderByDescending(group => group.Count())
            .ToArray();
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Parallelism,
            CancellationToken = cancellation,
        };
        Parallel.ForEach(byKey, parallel, group => TryKey(group.Key, [.. group], round));
    }

    private void TryKey(Fingerprint keyId, int[] certificates, int round)
    {
        PublicKey? key = null;
        foreach (var i in certificates)
        {
            cancellation.ThrowIfCancellationRequested();
            var issuer = builder.Identities[_candidates[i][round]];
            var certificate = builder.Certificates[i];
            if (options.Memory is not { } memory || !memory.TryGet(certificate.Fingerprint, keyId, out var verdict))
            {
                key ??= _completedKeys.GetValueOrDefault(keyId) ?? PublicKey.Import(issuer.PublicKeyInfo.Span);
                verdict = key.Verify(
                    certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span, certificate.Signature.Span);
                options.Memory?.Add(certificate.Fingerprint, keyId, verdict);
            }
            Record(i, issuer, verdict);
        }
        if (key is not null && !_completedKeys.ContainsKey(keyId)) key.Dispose();
        options.Progress?.Report((Interlocked.Add(ref _done, certificates.Length), builder.Certificates.Count));
    }

    private void Record(int certificate, Identity issuer, SignatureVerdict verdict)
    {
        // One candidate that could not be tried makes "bad" too much to say.
        if (verdict != SignatureVerdict.Bad || _verdicts[certificate] is null) _verdicts[certificate] = verdict;
        var isValid = verdict == SignatureVerdict.Valid;
        builder.Links[certificate] = new IssuerLink(isValid ? issuer : null, _verdicts[certificate]);
    }

    private bool CompleteDsaKeys()
    {
        var progress = false;
        for (var i = 0; i < builder.Certificates.Count; i++)
        {
            if (builder.Links[i].Issuer is not { } issuer) continue;
            var subject = builder.Identities[builder.Subjects[i]];
            if (_completedKeys.ContainsKey(subject.KeyId) || !IsDsa(subject.PublicKeyInfo.Span)) continue;
            using var key = PublicKey.Import(subject.PublicKeyInfo.Span);
            if (!key.LacksDsaParameters) continue;
            var issuerKey = _completedKeys.GetValueOrDefault(issuer.KeyId) ?? PublicKey.Import(issuer.PublicKeyInfo.Span);
            if (issuerKey.LacksDsaParameters) continue;
            _completedKeys.Add(subject.KeyId, key.WithDsaParametersOf(issuerKey));
            builder.ParameterSources.Add(subject.KeyId, builder.ParameterSources.GetValueOrDefault(issuer.KeyId) ?? issuer);
            progress = true;
        }
        return progress;
    }

    // id-dsa, 1.2.840.10040.4.1, as it begins every DSA key's algorithm.
    private static bool IsDsa(ReadOnlySpan<byte> publicKeyInfo)
    {
        ReadOnlySpan<byte> dsa = [6, 7, 0x2A, 0x86, 0x48, 0xCE, 0x38, 4, 1];
        return publicKeyInfo[..Math.Min(32, publicKeyInfo.Length)].IndexOf(dsa) >= 0;
    }

    // A matching key identifier first, one that differs last; no identifier says nothing either way.
    private int[] OrderedCandidates(int index)
    {
        var name = builder.IssuerNames[index];
        if (name < 0) return [];
        var candidates = builder.IdentitiesByName[name];
        if (candidates.Length == 1) return candidates;
        var wanted = builder.Certificates[index].AuthorityKeyIdentifier;
        return [.. candidates.OrderBy(candidate => Rank(wanted.Span, candidate)).ThenBy(candidate => candidate)];
    }

    private int Rank(ReadOnlySpan<byte> wanted, int identity)
    {
        if (wanted.IsEmpty) return 1;
        foreach (var identifier in KeyIdentifiersOf(identity))
        {
            if (identifier.Span.SequenceEqual(wanted)) return 0;
        }
        return 2;
    }

    private List<ReadOnlyMemory<byte>> KeyIdentifiersOf(int identity) =>
        _keyIdentifiers.TryGetValue(identity, out var identifiers) ? identifiers : [];

    private static Dictionary<int, List<ReadOnlyMemory<byte>>> CollectKeyIdentifiers(TrustGraphBuilder builder)
    {
        var all = new Dictionary<int, List<ReadOnlyMemory<byte>>>();
        for (var i = 0; i < builder.Certificates.Count; i++)
        {
            var identifier = builder.Certificates[i].SubjectKeyIdentifier;
            if (identifier.IsEmpty) continue;
            if (!all.TryGetValue(builder.Subjects[i], out var list)) all.Add(builder.Subjects[i], list = []);
            list.Add(identifier);
        }
        return all;
    }
}
