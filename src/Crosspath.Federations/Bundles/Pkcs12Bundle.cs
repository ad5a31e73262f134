using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Anchors as a PKCS#12 trust store (RFC 7292). It holds nothing secret, and so is not encrypted; its
/// integrity is under the password that Java takes for granted.</summary>
public static class Pkcs12Bundle
{
    internal const string Password = "changeit";

    // Oracle's attribute by which Java tells a trusted certificate from another (JDK-8044445).
    private const string TrustedKeyUsage = "2.16.840.1.113894.746875.1.1";
    private const string AnyExtendedKeyUsage = "2.5.29.37.0";
    private const string FriendlyName = "1.2.840.113549.1.9.20";
    private const int Rounds = 10_000;

    /// <summary>Writes it. The integrity's salt is random, so that a file with the same certificates stays as it
    /// is.</summary>
    /// <param name="name">What the certificates' names begin with.</param>
    /// <param name="anchors">In order.</param>
    /// <param name="present">The file that is there already; null when there is none.</param>
    public static byte[] Write(string name, ImmutableArray<Certificate> anchors, byte[]? present = null)
    {
        if (present is not null && Holds(present, anchors)) return present;
        var contents = new Pkcs12SafeContents();
        for (var i = 0; i < anchors.Length; i++)
        {
            using var certificate = X509CertificateLoader.LoadCertificate(anchors[i].Raw.Span);
            var bag = contents.AddCertificate(certificate);
            bag.Attributes.Add(Attribute(FriendlyName, writer =>
                writer.WriteCharacterString(UniversalTagNumber.BMPString, AliasOf(name, i))));
            bag.Attributes.Add(Attribute(TrustedKeyUsage, writer => writer.WriteObjectIdentifier(AnyExtendedKeyUsage)));
        }
        var builder = new Pkcs12Builder();
        builder.AddSafeContentsUnencrypted(contents);
        builder.SealWithMac(Password, System.Security.Cryptography.HashAlgorithmName.SHA256, Rounds);
        return builder.Encode();
    }

    /// <summary>The name of an anchor in a key store.</summary>
    internal static string AliasOf(string name, int index) => FormattableString.Invariant($"{name}-{index + 1}");

    private static bool Holds(byte[] present, ImmutableArray<Certificate> anchors)
    {
        using var stream = new MemoryStream(present);
        var found = CertificateFiles.Read(stream, "bundle").OfType<InputItem.FoundCertificate>()
            .Select(item => Fingerprint.Of(item.Der.Span));
        return found.SequenceEqual(anchors.Select(anchor => anchor.Fingerprint));
    }

    private static System.Security.Cryptography.CryptographicAttributeObject Attribute(
        string oid, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        var value = new System.Security.Cryptography.AsnEncodedData(oid, writer.Encode());
        return new(new System.Security.Cryptography.Oid(oid), new(value));
    }
}
