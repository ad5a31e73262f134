using System.Text;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>Netscape's certificate type, the forerunner of extended key usage: bits of 2.16.840.1.113730.1.1.</summary>
[Flags]
public enum NetscapeCertificateTypes
{
#pragma warning disable CS1591 // the names are Netscape's own
    None = 0,
    SslClient = 1 << 0,
    SslServer = 1 << 1,
    Mail = 1 << 2,
    ObjectSigning = 1 << 3,
    SslCa = 1 << 5,
    MailCa = 1 << 6,
    ObjectSigningCa = 1 << 7,
#pragma warning restore CS1591
}

/// <summary>Which template a Microsoft CA made a certificate from: [MS-WCCE] section 2.2.2.7.7.</summary>
/// <param name="Template">The template's object identifier, or for version 1 templates its name.</param>
/// <param name="MajorVersion">Null for version 1 templates.</param>
/// <param name="MinorVersion">Null when it does not say.</param>
public sealed record MicrosoftTemplate(string Template, int? MajorVersion, int? MinorVersion);

/// <summary>Extensions that RFC 5280 does not know and that are common nevertheless. Each reader takes the extension's
/// value and gives null when it cannot be read.</summary>
public static class VendorExtensions
{
    /// <summary>2.16.840.1.113730.1.1.</summary>
    public static NetscapeCertificateTypes? ReadNetscapeCertificateType(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.BitString, out var bits) || bits.Length < 2) return null;
        var octet = value.Span[bits.ContentStart + 1];
        var types = NetscapeCertificateTypes.None;
        for (var bit = 0; bit < 8; bit++)
        {
            if ((octet & (0x80 >> bit)) != 0) types |= (NetscapeCertificateTypes)(1 << bit);
        }
        return types;
    }

    /// <summary>Text extensions such as Netscape's comment (2.16.840.1.113730.1.13) and URLs.</summary>
    public static string? ReadText(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (reader.Next(out var text) != DerStatus.Ok) return null;
        var attribute = new NameAttribute(0, default, text.Tag, Slice.Content(text).Of(value), default);
        return attribute.IsText ? attribute.Text : null;
    }

    /// <summary>1.3.6.1.4.1.311.21.1: how often a Microsoft CA renewed its certificate and its key ([MS-WCCE] section
    /// 2.2.2.7.8).</summary>
    public static (int CertificateIndex, int KeyIndex)? ReadMicrosoftCaVersion(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        return ReadInteger(value.Span, ref reader) is { } version ? (version & 0xFFFF, version >> 16) : null;
    }

    /// <summary>1.3.6.1.4.1.311.20.2 and 1.3.6.1.4.1.311.21.7.</summary>
    public static MicrosoftTemplate? ReadMicrosoftTemplate(ReadOnlyMemory<byte> value)
    {
        if (ReadText(value) is { } name) return new MicrosoftTemplate(name, null, null);
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return null;
        var fields = new DerReader(value.Span, sequence);
        if (!fields.TryNext(DerTag.ObjectIdentifier, out var oid)) return null;
        var template = new ObjectIdentifier(Slice.Content(oid).Of(value)).ToString();
        var major = ReadInteger(value.Span, ref fields);
        return new MicrosoftTemplate(template, major, ReadInteger(value.Span, ref fields));
    }

    /// <summary>1.3.6.1.5.5.7.1.24: which TLS extensions a server must send; 5 is OCSP stapling (RFC 7633).</summary>
    public static IReadOnlyList<int>? ReadTlsFeatures(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return null;
        var features = new List<int>();
        var items = new DerReader(value.Span, sequence);
        while (ReadInteger(value.Span, ref items) is { } feature) features.Add(feature);
        return items.AtEnd ? features : null;
    }

    /// <summary>1.2.840.113533.7.65.0: the version of Entrust's software, such as V7.1.</summary>
    public static string? ReadEntrustVersion(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return null;
        var fields = new DerReader(value.Span, sequence);
        return fields.Next(out var version) == DerStatus.Ok
            ? Encoding.Latin1.GetString(Slice.Content(version).Of(value.Span))
            : null;
    }

    /// <summary>1.3.6.1.4.1.311.21.2: SHA-1 of the CA's certificate before this one ([MS-WCCE]).</summary>
    public static ReadOnlyMemory<byte>? ReadPreviousCaHash(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        return reader.TryNext(DerTag.OctetString, out var hash) ? Slice.Content(hash).Of(value) : null;
    }

    /// <summary>1.3.6.1.5.5.7.1.3, qcStatements (RFC 3739 section 3.2.6): which statements are made; what some say
    /// further stays unread.</summary>
    public static IReadOnlyList<ObjectIdentifier>? ReadQcStatements(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return null;
        var statements = new List<ObjectIdentifier>();
        var items = new DerReader(value.Span, sequence);
        while (items.TryNext(DerTag.Sequence, out var item))
        {
            var fields = new DerReader(value.Span, item);
            if (!fields.TryNext(DerTag.ObjectIdentifier, out var statement)) return null;
            statements.Add(new ObjectIdentifier(Slice.Content(statement).Of(value)));
        }
        return items.AtEnd ? statements : null;
    }

    private static int? ReadInteger(ReadOnlySpan<byte> value, ref DerReader reader)
    {
        if (!reader.TryNext(DerTag.Integer, out var integer) || integer.Length is 0 or > 4) return null;
        var number = 0;
        foreach (var octet in Slice.Content(integer).Of(value)) number = unchecked((number << 8) | octet);
        return number;
    }
}
