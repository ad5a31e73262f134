using System.Security.Cryptography;

namespace Crosspath.Fetch.Tls;

/// <summary>The key pairs of one handshake: RFC 8446 section 4.2.8. All groups that are offered have one, so no server
/// has a reason to ask for another.</summary>
internal sealed class KeyShares : IDisposable
{
    private const int GroupX25519 = 0x001D;
    private static readonly (int Group, ECCurve Curve)[] Curves =
    [
        (0x0017, ECCurve.NamedCurves.nistP256),
        (0x0018, ECCurve.NamedCurves.nistP384),
        (0x0019, ECCurve.NamedCurves.nistP521),
    ];

    private readonly byte[] _scalar = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<int, ECDiffieHellman> _pairs =
        Curves.ToDictionary(curve => curve.Group, curve => ECDiffieHellman.Create(curve.Curve));

    /// <summary>The groups, the fastest first.</summary>
    public static IReadOnlyList<int> Groups { get; } = [GroupX25519, .. Curves.Select(curve => curve.Group)];

    /// <summary>What is sent for a group.</summary>
    public byte[] PublicKey(int group)
    {
        if (group == GroupX25519) return X25519.PublicKeyOf(_scalar);
        var point = _pairs[group].ExportParameters(includePrivateParameters: false).Q;
        return [4, .. point.X!, .. point.Y!];
    }

    /// <summary>The secret that is shared with a server's key.</summary>
    /// <exception cref="TlsFailure">The key is none of this group.</exception>
    public byte[] Agree(int group, ReadOnlySpan<byte> key)
    {
        if (group == GroupX25519 && key.Length == 32) return X25519.Multiply(_scalar, key);
        if (!_pairs.TryGetValue(group, out var pair) || key.Length < 3 || key.Length % 2 == 0 || key[0] != 4)
            throw new TlsFailure("answers with a key exchange that was not offered");
        var half = (key.Length - 1) / 2;
        try
        {
            using var other = ECDiffieHellman.Create(new ECParameters
            {
                Curve = Array.Find(Curves, curve => curve.Group == group).Curve,
                Q = new ECPoint { X = key.Slice(1, half).ToArray(), Y = key[(1 + half)..].ToArray() },
            });
            return pair.DeriveRawSecretAgreement(other.PublicKey);
        }
        catch (CryptographicException)
        {
            throw new TlsFailure("answers with a key that is not on its curve");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pair in _pairs.Values) pair.Dispose();
    }
}
