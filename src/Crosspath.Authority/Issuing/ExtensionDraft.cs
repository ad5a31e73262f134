using System.Formats.Asn1;
using System.Numerics;
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
    public static ExtensionDraft DnsNames(params IEnumerable<string> names) =>
        AlternativeNames(names.Select(GeneralNameDraft.Dns));

    /// <summary>subjectAltName, not critical: right beside a subject that is not empty (section 4.2.1.6).</summary>
    public static ExtensionDraft AlternativeNames(params IEnumerable<GeneralNameDraft> names) =>
        new("2.5.29.17", false, Encode(writer =>
        {
            using (writer.PushSequence())
            {
                foreach (var name in names) name.Write(writer);
            }
        }));

    /// <summary>nameConstraints, critical.</summary>
    public static ExtensionDraft NameConstraints(
        IReadOnlyCollection<GeneralNameDraft> permitted, IReadOnlyCollection<GeneralNameDraft> excluded) =>
        new("2.5.29.30", true, Encode(writer =>
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

    /// <summary>inhibitAnyPolicy, critical.</summary>
    public static ExtensionDraft InhibitAnyPolicy(int skipCertificates) =>
        new("2.5.29.54", true, Encode(writer => writer.WriteInteger(skipCertificates)));

    /// <summary>authorityInfoAccess: where the issuer's certificates lie (caIssuers).</summary>
    public static ExtensionDraft CaIssuers(params IEnumerable<string> uris) => InformationAccess([], uris);

    /// <summary>authorityInfoAccess: who answers for the status (OCSP), and where the issuer's certificates lie
    /// (caIssuers).</summary>
    public static ExtensionDraft InformationAccess(IEnumerable<string> ocsp, IEnumerable<string> caIssuers) =>
        Access("1.3.6.1.5.5.7.1.1", [
            .. ocsp.Select(uri => ("1.3.6.1.5.5.7.48.1", uri)), .. caIssuers.Select(uri => ("1.3.6.1.5.5.7.48.2", uri))]);

    /// <summary>subjectInfoAccess: where the certificates lie that the subject issued (caRepository).</summary>
    public static ExtensionDraft CaRepository(params IEnumerable<string> uris) =>
        Access("1.3.6.1.5.5.7.1.11", uris.Select(uri => ("1.3.6.1.5.5.7.48.5", uri)));

    /// <summary>cRLDistributionPoints: a point for each address.</summary>
    public static ExtensionDraft RevocationListPoints(params IEnumerable<string> uris) =>
        new("2.5.29.31", false, Encode(writer =>
        {
            using (writer.PushSequence())
            {
                foreach (var uri in uris)
                {
                    using (writer.PushSequence()) // DistributionPoint
                    using (writer.PushSequence(Context(0))) // distributionPoint, a CHOICE and so explicit
                    using (writer.PushSequence(Context(0))) // fullName
                        GeneralNameDraft.Uri(uri).Write(writer);
                }
            }
        }));

    /// <summary>freshestCRL: where the delta lists are (section 5.2.6).</summary>
    public static ExtensionDraft FreshestLists(params IEnumerable<string> uris) =>
        RevocationListPoints(uris) with { Oid = "2.5.29.46" };

    /// <summary>deltaCRLIndicator, critical: the number of the list that a delta list is to be added to (section
    /// 5.2.4).</summary>
    internal static ExtensionDraft DeltaIndicator(BigInteger baseNumber) =>
        new("2.5.29.27", true, Encode(writer => writer.WriteInteger(baseNumber)));

    /// <summary>invalidityDate of a list's entry: section 5.3.2.</summary>
    internal static ExtensionDraft InvalidityDate(DateTimeOffset date) =>
        new("2.5.29.24", false, Encode(writer => writer.WriteGeneralizedTime(date, omitFractionalSeconds: true)));

    /// <summary>cRLNumber: section 5.2.3.</summary>
    internal static ExtensionDraft RevocationListNumber(BigInteger number) =>
        new("2.5.29.20", false, Encode(writer => writer.WriteInteger(number)));

    /// <summary>reasonCode of a list's entry: section 5.3.1.</summary>
    internal static ExtensionDraft Reason(RevocationReason reason) =>
        new("2.5.29.21", false, Encode(writer => writer.WriteEnumeratedValue(reason)));

    /// <summary>Extensions: the sequence of them all (section 4.1).</summary>
    internal static void WriteAll(AsnWriter writer, IEnumerable<ExtensionDraft> extensions)
    {
        using (writer.PushSequence())
        {
            foreach (var extension in extensions)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(extension.Oid);
                    if (extension.IsCritical) writer.WriteBoolean(true);
                    writer.WriteOctetString(extension.Value);
                }
            }
        }
    }

    private static ExtensionDraft Access(string oid, IEnumerable<(string Method, string Uri)> places) =>
        new(oid, false, Encode(writer =>
        {
            using (writer.PushSequence())
            {
                foreach (var (method, uri) in places)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(method);
                        GeneralNameDraft.Uri(uri).Write(writer);
                    }
                }
            }
        }));

    private static void WriteSubtrees(AsnWriter writer, int tag, IReadOnlyCollection<GeneralNameDraft> names)
    {
        if (names.Count == 0) return;
        using (writer.PushSequence(Context(tag)))
        {
            foreach (var name in names)
            {
                using (writer.PushSequence()) name.Write(writer);
            }
        }
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);

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
