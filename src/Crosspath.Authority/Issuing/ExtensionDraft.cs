using System.Formats.Asn1;
using Crosspath.X509;

namespace Crosspath.Authority;

/// <summary>One extension to be put into a certificate: RFC 5280 section 4.2.</summary>
/// <param name="Oid">Dotted decimal.</param>
/// <param name="IsCritical">As it is to be marked.</param>
/// <param name="Value">The DER inside its OCTET STRING.</param>
public sealed record ExtensionDraft(string Oid, bool IsCritical, byte[] Value)
{
    /// <summary>basicConstraints, critical.</summary>
    public static ExtensionDraft BasicConstraints(bool isCa, int? pathLength = null) => new("2.5.29.19", true, Encode(writer =>
    {
        using (writer.PushSequence())
        {
            if (isCa) writer.WriteBoolean(true);
            if (pathLength is { } limit) writer.WriteInteger(limit);
        }
    }));

    /// <summary>keyUsage, critical.</summary>
    public static ExtensionDraft KeyUsage(KeyUsages usages) => new("2.5.29.15", true, Encode(writer =>
        writer.WriteNamedBitList((KeyUsageBits)(int)usages)));

    /// <summary>extKeyUsage.</summary>
    public static ExtensionDraft ExtendedKeyUsage(params IEnumerable<string> purposes) => new("2.5.29.37", false, Encode(writer =>
    {
        using (writer.PushSequence())
        {
            foreach (var purpose in purposes) writer.WriteObjectIdentifier(purpose);
        }
    }));

    /// <summary>subjectKeyIdentifier.</summary>
    public static ExtensionDraft SubjectKeyIdentifier(byte[] identifier) =>
        new("2.5.29.14", false, Encode(writer => writer.WriteOctetString(identifier)));

    /// <summary>authorityKeyIdentifier, by key identifier alone.</summary>
    public static ExtensionDraft AuthorityKeyIdentifier(byte[] identifier) => new("2.5.29.35", false, Encode(writer =>
    {
        using (writer.PushSequence()) writer.WriteOctetString(identifier, new Asn1Tag(TagClass.ContextSpecific, 0));
    }));

    /// <summary>subjectAltName with DNS names.</summary>
    public static ExtensionDraft DnsNames(params IEnumerable<string> names) => new("2.5.29.17", false, Encode(writer =>
    {
        using (writer.PushSequence())
        {
            foreach (var name in names) WriteDnsName(writer, name);
        }
    }));

    /// <summary>nameConstraints over DNS names, critical.</summary>
    public static ExtensionDraft NameConstraints(
        IReadOnlyCollection<string> permitted, IReadOnlyCollection<string> excluded) => new("2.5.29.30", true, Encode(writer =>
    {
        using (writer.PushSequence())
        {
            WriteSubtrees(writer, 0, permitted);
            WriteSubtrees(writer, 1, excluded);
        }
    }));

    /// <summary>certificatePolicies.</summary>
    public static ExtensionDraft Policies(params IEnumerable<string> policies) => new("2.5.29.32", false, Encode(writer =>
    {
        using (writer.PushSequence())
        {
            foreach (var policy in policies)
            {
                using (writer.PushSequence()) writer.WriteObjectIdentifier(policy);
            }
        }
    }));

    /// <summary>policyMappings, critical.</summary>
    public static ExtensionDraft PolicyMappings(params IEnumerable<(string Issuer, string Subject)> mappings) =>
        new("2.5.29.33", true, Encode(writer =>
        {
            using (writer.PushSequence())
            {
                foreach (var (issuer, subject) in mappings)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(issuer);
                        writer.WriteObjectIdentifier(subject);
                    }
                }
            }
        }));

    /// <summary>policyConstraints, critical.</summary>
    public static ExtensionDraft PolicyConstraints(int? requireExplicitPolicy, int? inhibitPolicyMapping) =>
        new("2.5.29.36", true, Encode(writer =>
        {
            using (writer.PushSequence())
            {
                if (requireExplicitPolicy is { } require)
                    writer.WriteInteger(require, new Asn1Tag(TagClass.ContextSpecific, 0));
                if (inhibitPolicyMapping is { } inhibit)
                    writer.WriteInteger(inhibit, new Asn1Tag(TagClass.ContextSpecific, 1));
            }
        }));

    private static void WriteSubtrees(AsnWriter writer, int tag, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0) return;
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, tag, isConstructed: true)))
        {
            foreach (var name in names)
            {
                using (writer.PushSequence()) WriteDnsName(writer, name);
            }
        }
    }

    private static void WriteDnsName(AsnWriter writer, string name) =>
        writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));

    private static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }

    // The platform writes named bit lists from enums; the numbers are those of KeyUsages.
    [Flags]
    private enum KeyUsageBits
    {
        None = 0,
        All = (1 << 9) - 1,
    }
}
