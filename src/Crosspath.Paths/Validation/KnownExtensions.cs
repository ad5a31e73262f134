using System.Collections.Frozen;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Paths.Validation;

/// <summary>Which extensions path validation understands, and whether their content can be read.</summary>
internal static class KnownExtensions
{
    // Without basicConstraints, keyUsage and the key identifiers: reading the certificate judged those already.
    private static readonly FrozenDictionary<ObjectIdentifier, Func<ReadOnlyMemory<byte>, bool>> Readers =
        new Dictionary<ObjectIdentifier, Func<ReadOnlyMemory<byte>, bool>>
        {
            [Oid(ExtensionOids.SubjectAlternativeName)] = value => SubjectAlternativeName.Read(value) is not null,
            [Oid(ExtensionOids.NameConstraints)] = value => NameConstraints.Read(value) is not null,
            [Oid(ExtensionOids.CertificatePolicies)] = value => CertificatePolicies.Read(value) is not null,
            [Oid(ExtensionOids.PolicyMappings)] = value => PolicyMappings.Read(value) is not null,
            [Oid(ExtensionOids.PolicyConstraints)] = value => PolicyConstraints.Read(value) is not null,
            [Oid(ExtensionOids.InhibitAnyPolicy)] = value => PolicyConstraints.ReadInhibitAnyPolicy(value) is not null,
            [Oid(ExtensionOids.ExtendedKeyUsage)] = value => ExtendedKeyUsage.Read(value) is not null,
        }.ToFrozenDictionary();

    // These may be critical as well. Distribution points are for whoever looks for revocation lists: to pass them over
    // is to check no revocation, which is another decision than path validation's.
    private static readonly FrozenSet<ObjectIdentifier> AlsoProcessed =
        new[]
        {
            Oid(ExtensionOids.BasicConstraints),
            Oid(ExtensionOids.KeyUsage),
            Oid(ExtensionOids.CrlDistributionPoints),
            Oid(ExtensionOids.NetscapeCertificateType),
        }.ToFrozenSet();

    /// <summary>Whether it may be critical.</summary>
    public static bool IsProcessed(ObjectIdentifier oid) => Readers.ContainsKey(oid) || AlsoProcessed.Contains(oid);

    /// <summary>Whether it is known, and yet cannot be read.</summary>
    public static bool IsMalformed(Extension extension) =>
        Readers.TryGetValue(extension.Oid, out var read) && !read(extension.Value);

    private static ObjectIdentifier Oid(ReadOnlySpan<byte> content) => new(content.ToArray());
}
