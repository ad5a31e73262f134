using Crosspath.X509;

namespace Crosspath.Bench.Workloads;

/// <summary>Verifying every signature of a file's certificates under keys that are at hand.</summary>
internal sealed class VerifyingWork
{
    private readonly (Certificate Certificate, PublicKey Key)[] _pairs;

    public VerifyingWork(string path)
    {
        var keys = new Dictionary<Fingerprint, PublicKey>();
        var pairs = new List<(Certificate, PublicKey)>();
        foreach (var (certificate, issuer) in Verification.AllOf(path))
        {
            if (!keys.TryGetValue(issuer.KeyId, out var key))
                keys.Add(issuer.KeyId, key = PublicKey.Import(issuer.PublicKeyInfo.Span));
            // What cannot be tried costs nothing; the peer leaves it out too.
            if (Verify(certificate, key) == SignatureVerdict.Unverifiable) LeftOut++;
            else pairs.Add((certificate, key));
        }
        _pairs = [.. pairs];
    }

    /// <summary>How many of the signatures were valid when they were last verified.</summary>
    public int Valid { get; private set; }

    /// <summary>How many signatures cannot be tried.</summary>
    public int LeftOut { get; }

    public int Run()
    {
        Valid = 0;
        foreach (var (certificate, key) in _pairs)
        {
            if (Verify(certificate, key) == SignatureVerdict.Valid) Valid++;
        }
        return _pairs.Length;
    }

    private static SignatureVerdict Verify(Certificate certificate, PublicKey key) =>
        key.Verify(certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span, certificate.Signature.Span);
}
