using System.Globalization;
using Crosspath.Paths;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Census.Analysis;

/// <summary>By what identities are told apart.</summary>
internal static class IssuerKeys
{
    /// <summary>The key of the group that a certificate belongs to; null when it belongs to none.</summary>
    public static string? OfGroup(Certificate certificate, CensusRules rules) =>
        !rules.ComparesText ? $"{ShortDigest.Of(certificate.Subject)}{certificate.KeyId}"
        : TextOfKey(certificate.PublicKeyInfo.Span) is { } key && !certificate.Subject.IsEmpty ? $"{certificate.Subject}\n{key}"
        : null;

    /// <summary>The key of a certificate's issuer; null when the rules ask for a proof and there is none.</summary>
    public static string? OfIssuer(Certificate certificate, Identity? issuer, CensusRules rules) =>
        rules.TellsIssuersByText ? certificate.Issuer.ToString() : issuer?.Index.ToString(CultureInfo.InvariantCulture);

    // The study's key_mod: an RSA modulus, or an EC point; exponent and curve are not looked at.
    private static string? TextOfKey(ReadOnlySpan<byte> publicKeyInfo)
    {
        ReadOnlySpan<byte> rsa = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
        ReadOnlySpan<byte> ec = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
        var outer = new DerReader(publicKeyInfo);
        if (!outer.TryNext(DerTag.Sequence, out var info)) return null;
        var parts = new DerReader(publicKeyInfo, info);
        if (!parts.TryNext(DerTag.Sequence, out var algorithm) || !parts.TryNext(DerTag.BitString, out var bits)) return null;
        if (bits.Length < 2) return null;
        var oid = new DerReader(publicKeyInfo, algorithm);
        if (!oid.TryNext(DerTag.ObjectIdentifier, out var type)) return null;
        var name = publicKeyInfo[type.ContentStart..type.ContentEnd];
        var key = publicKeyInfo[(bits.ContentStart + 1)..bits.ContentEnd];
        if (name.SequenceEqual(ec)) return Convert.ToHexStringLower(key);
        if (!name.SequenceEqual(rsa)) return null;
        var sequence = new DerReader(key);
        if (!sequence.TryNext(DerTag.Sequence, out var numbers)) return null;
        var modulus = new DerReader(key, numbers);
        return modulus.TryNext(DerTag.Integer, out var number) ? Convert.ToHexStringLower(key[number.ContentStart..number.ContentEnd].TrimStart((byte)0)) : null;
    }
}
