using System.Formats.Asn1;

namespace Crosspath.X509.Tests.Signatures;

/// <summary>A certificate's parts by .NET's reader, so that these tests do not lean on our own.</summary>
internal sealed record SignedCertificate(
    byte[] Tbs, byte[] Algorithm, byte[] Signature, byte[] Issuer, byte[] Subject, byte[] KeyInfo)
{
    public bool IsSelfIssued => Issuer.AsSpan().SequenceEqual(Subject);

    public static SignedCertificate Read(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        var tbs = outer.ReadEncodedValue();
        var algorithm = outer.ReadEncodedValue();
        var signature = outer.ReadBitString(out _);
        var fields = new AsnReader(tbs, AsnEncodingRules.BER).ReadSequence();
        if (fields.PeekTag().TagClass == TagClass.ContextSpecific) fields.ReadEncodedValue();
        fields.ReadEncodedValue(); // serial number
        fields.ReadEncodedValue(); // signature algorithm
        var issuer = fields.ReadEncodedValue();
        fields.ReadEncodedValue(); // validity
        var subject = fields.ReadEncodedValue();
        var key = fields.ReadEncodedValue();
        return new(tbs.ToArray(), algorithm.ToArray(), signature, issuer.ToArray(), subject.ToArray(), key.ToArray());
    }

    public SignatureVerdict VerifyUnder(PublicKey key) => key.Verify(Algorithm, Tbs, Signature);

    public SignatureVerdict VerifyUnder(byte[] keyInfo)
    {
        using var key = PublicKey.Import(keyInfo);
        return VerifyUnder(key);
    }

    /// <summary>The last bit of the middle octet, turned over.</summary>
    public static byte[] Flip(byte[] bytes)
    {
        var copy = bytes.ToArray();
        copy[copy.Length / 2] ^= 1;
        return copy;
    }
}
