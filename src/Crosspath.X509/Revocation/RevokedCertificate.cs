using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>CRLReason: RFC 5280 section 5.3.1.</summary>
public enum RevocationReason
{
#pragma warning disable CS1591 // the names are RFC 5280's own
    Unspecified = 0,
    KeyCompromise = 1,
    CaCompromise = 2,
    AffiliationChanged = 3,
    Superseded = 4,
    CessationOfOperation = 5,
    CertificateHold = 6,
    RemoveFromCrl = 8,
    PrivilegeWithdrawn = 9,
    AaCompromise = 10,
#pragma warning restore CS1591
}

/// <summary>One entry of a revocation list: RFC 5280 section 5.1.2.6.</summary>
/// <param name="SerialNumber">The certificate's, as content octets.</param>
/// <param name="RevokedAt">Since when; the beginning of time when it cannot be read.</param>
/// <param name="Reason">Why; unspecified when it does not say.</param>
/// <param name="InvalidityDate">Since when the key is thought to be unsafe (section 5.3.2); null when it does not
/// say.</param>
/// <param name="CertificateIssuer">Who issued the certificate: the list's issuer, unless the list is indirect.</param>
/// <param name="HasUnknownCriticalExtension">Whether the entry has a critical extension that nobody here
/// understands.</param>
public readonly record struct RevokedCertificate(
    ReadOnlyMemory<byte> SerialNumber,
    DateTimeOffset RevokedAt,
    RevocationReason Reason,
    DateTimeOffset? InvalidityDate,
    Name CertificateIssuer,
    bool HasUnknownCriticalExtension)
{
    /// <summary>Reads an entry; false when it cannot be read.</summary>
    /// <param name="bytes">The list's buffer.</param>
    /// <param name="element">The entry.</param>
    /// <param name="issuer">The certificate issuer of the entry before, which holds on (section 5.3.3).</param>
    /// <param name="entry">The entry.</param>
    internal static bool TryRead(
        ReadOnlyMemory<byte> bytes, DerElement element, Name issuer, out RevokedCertificate entry)
    {
        entry = default;
        var fields = new DerReader(bytes.Span, element);
        if (!fields.TryNext(DerTag.Integer, out var serial)) return false;
        if (fields.Next(out var time) != DerStatus.Ok) return false;
        var isReadable = DerTime.TryRead(time.Tag, Slice.Content(time).Of(bytes.Span), out var ticks, out _);
        entry = new RevokedCertificate(
            Slice.Content(serial).Of(bytes), new DateTimeOffset(isReadable ? ticks : 0, TimeSpan.Zero),
            RevocationReason.Unspecified, null, issuer, false);
        if (fields.AtEnd) return true;
        return fields.TryNext(DerTag.Sequence, out var extensions) && fields.AtEnd
            && ReadExtensions(bytes, extensions, ref entry);
    }

    private static bool ReadExtensions(ReadOnlyMemory<byte> bytes, DerElement list, ref RevokedCertificate entry)
    {
        var reader = new DerReader(bytes.Span, list);
        while (!reader.AtEnd)
        {
            if (!Extension.TryRead(bytes, ref reader, out var extension)) return false;
            if (entry.With(extension) is not { } read) return false;
            entry = read;
        }
        return true;
    }

    // Null when the extension is one of ours and cannot be read.
    private RevokedCertificate? With(Extension extension)
    {
        var oid = extension.Oid.Content;
        var value = new DerReader(extension.Value.Span);
        if (oid.SequenceEqual(ExtensionOids.ReasonCode))
        {
            if (!value.TryNext(DerTag.Enumerated, out var reason) || reason.Length != 1) return null;
            return this with { Reason = (RevocationReason)extension.Value.Span[reason.ContentStart] };
        }
        if (oid.SequenceEqual(ExtensionOids.InvalidityDate))
        {
            if (!value.TryNext(DerTag.GeneralizedTime, out var time)) return null;
            var isTime = DerTime.TryRead(time.Tag, Slice.Content(time).Of(extension.Value.Span), out var ticks, out _);
            return isTime ? this with { InvalidityDate = new DateTimeOffset(ticks, TimeSpan.Zero) } : null;
        }
        if (!oid.SequenceEqual(ExtensionOids.CertificateIssuer))
            return this with { HasUnknownCriticalExtension = HasUnknownCriticalExtension || extension.IsCritical };
        // An entry of we do not know whom, and with it those that follow.
        foreach (var name in SubjectAlternativeName.Read(extension.Value)?.Names ?? [])
        {
            if (name.Kind == GeneralNameKind.DirectoryName) return this with { CertificateIssuer = name.Directory };
        }
        return null;
    }
}
