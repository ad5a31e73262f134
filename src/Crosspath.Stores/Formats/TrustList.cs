using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

// ContentInfo ::= SEQUENCE { contentType, [0] EXPLICIT SignedData }, RFC 5652 sections 3 and 5.1; Microsoft does not
// wrap the content of the signed data in an OCTET STRING (PKCS#7 version 1.5), while CMS does:
//
//   CertificateTrustList ::= SEQUENCE {
//     version           INTEGER DEFAULT v1,       subjectUsage     SEQUENCE OF OBJECT IDENTIFIER,
//     listIdentifier    OCTET STRING OPTIONAL,    sequenceNumber   INTEGER OPTIONAL,
//     ctlThisUpdate     Time,                     ctlNextUpdate    Time OPTIONAL,
//     subjectAlgorithm  AlgorithmIdentifier,      trustedSubjects  SEQUENCE OF TrustedSubject OPTIONAL,
//     ctlExtensions     [0] EXPLICIT Extensions OPTIONAL }
//
// Source: [MS-CAESO] section 4.4.5.1 and "Certificate Trust List" in Microsoft's description of cryptography.

/// <summary>Microsoft's certificate trust list (CTL).</summary>
internal sealed class TrustList
{
    // 1.2.840.113549.1.7.2 and 1.3.6.1.4.1.311.10.1
    private static ReadOnlySpan<byte> SignedData => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2];
    private static ReadOnlySpan<byte> ListType => [0x2B, 6, 1, 4, 1, 0x82, 0x37, 0x0A, 1];

    private TrustList() { }

    /// <summary>What the list is for; a list of roots has 1.3.6.1.4.1.311.10.3.9, one of what is disallowed 10.3.30.
    /// </summary>
    public ImmutableArray<ObjectIdentifier> Usages { get; private set; } = [];

    /// <summary>In hex; null without one.</summary>
    public string? SequenceNumber { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset ThisUpdate { get; private set; }

    /// <summary>How it names its subjects: a hash algorithm, or a property of certificates.</summary>
    public ObjectIdentifier SubjectAlgorithm { get; private set; }

    /// <summary>What it speaks of.</summary>
    public ImmutableArray<TrustListSubject> Subjects { get; private set; } = [];

    /// <summary>Whether bytes look like a list in signed data.</summary>
    public static bool IsTrustList(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 2 && bytes[0] == DerTag.Sequence && bytes[..Math.Min(bytes.Length, 512)].IndexOf(ListType) >= 0;

    /// <summary>Reads a list; its signature is not looked at.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out TrustList? list, [NotNullWhen(false)] out StoreProblem? problem)
    {
        list = new TrustList();
        var (offset, reason) = list.Read(bytes);
        problem = reason is null ? null : new StoreProblem($"byte {offset}", reason);
        if (reason is not null) list = null;
        return list is not null;
    }

    private (int Offset, string? Reason) Read(ReadOnlyMemory<byte> bytes)
    {
        var outer = new DerReader(bytes.Span);
        if (!outer.TryNext(DerTag.Sequence, out var contentInfo)) return (0, "signed data that is cut short");
        var content = new DerReader(bytes.Span, contentInfo);
        if (!IsOid(bytes.Span, ref content, SignedData)) return (content.Position, "no signed data");
        if (!content.TryNext(DerTag.Context(0, true), out var wrapped)) return (content.Position, "no signed data");
        var explicitly = new DerReader(bytes.Span, wrapped);
        if (!explicitly.TryNext(DerTag.Sequence, out var signed)) return (explicitly.Position, "no signed data");
        var fields = new DerReader(bytes.Span, signed);
        if (!fields.TryNext(DerTag.Integer, out _) || !fields.TryNext(DerTag.Set, out _)
            || !fields.TryNext(DerTag.Sequence, out var encapsulated)) return (fields.Position, "broken signed data");
        var inner = new DerReader(bytes.Span, encapsulated);
        if (!IsOid(bytes.Span, ref inner, ListType) || !inner.TryNext(DerTag.Context(0, true), out wrapped))
            return (inner.Position, "signed data that holds no trust list");
        var list = new DerReader(bytes.Span, wrapped);
        if (list.TryNext(DerTag.OctetString, out var octets)) list = new DerReader(bytes.Span, octets);
        return list.TryNext(DerTag.Sequence, out var body)
            ? ReadFields(bytes, body)
            : (list.Position, "signed data that holds no trust list");
    }

    private static bool IsOid(ReadOnlySpan<byte> bytes, ref DerReader reader, ReadOnlySpan<byte> oid) =>
        reader.TryNext(DerTag.ObjectIdentifier, out var found) && Content(bytes, found).SequenceEqual(oid);

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> bytes, DerElement element) =>
        bytes[element.ContentStart..element.ContentEnd];

    private (int Offset, string? Reason) ReadFields(ReadOnlyMemory<byte> bytes, DerElement body)
    {
        var fields = new DerReader(bytes.Span, body);
        fields.Next(DerTag.Integer, out _); // version
        if (!fields.TryNext(DerTag.Sequence, out var usage)) return (fields.Position, "a trust list without a usage");
        Usages = ObjectIdentifiers.InSequence(bytes, usage);
        fields.Next(DerTag.OctetString, out _); // listIdentifier
        if (fields.TryNext(DerTag.Integer, out var number))
            SequenceNumber = Convert.ToHexString(SerialNumbers.Shortest(Content(bytes.Span, number)));
        if (fields.Next(out var time) != DerStatus.Ok
            || !DerTime.TryRead(time.Tag, Content(bytes.Span, time), out var ticks, out _))
            return (fields.Position, "a trust list without its time");
        ThisUpdate = new DateTimeOffset(ticks, TimeSpan.Zero);
        if (fields.PeekTag() is DerTag.UtcTime or DerTag.GeneralizedTime) fields.Next(out _);
        if (!fields.TryNext(DerTag.Sequence, out var algorithm))
            return (fields.Position, "a trust list without its algorithm");
        SubjectAlgorithm = ObjectIdentifiers.InSequence(bytes, algorithm).FirstOrDefault();
        return fields.TryNext(DerTag.Sequence, out var subjects) ? ReadSubjects(bytes, subjects) : (0, null);
    }

    private (int Offset, string? Reason) ReadSubjects(ReadOnlyMemory<byte> bytes, DerElement subjects)
    {
        var all = ImmutableArray.CreateBuilder<TrustListSubject>();
        var reader = new DerReader(bytes.Span, subjects);
        while (!reader.AtEnd)
        {
            var start = reader.Position;
            if (!reader.TryNext(DerTag.Sequence, out var element)
                || TrustListSubject.Read(bytes, element) is not { } subject) return (start, "a broken entry");
            all.Add(subject);
        }
        Subjects = all.ToImmutable();
        return (0, null);
    }
}
