using System.Formats.Asn1;

namespace Crosspath.X509;

/// <summary>What a BER element is, told by its structure alone.</summary>
internal enum BerKind
{
    Unknown,
    Certificate,
    Crl,
    Request,
    Key,
    SignedData,
    CertificateSequence,
    OtherContentInfo,
    Pkcs12,
}

/// <summary>Reads one or several concatenated BER elements: certificates, CRLs, PKCS#7 and PKCS#12.</summary>
internal static class BerContent
{
    public static IEnumerable<InputItem> Read(BerPlace place)
    {
        var position = 0;
        while (position < place.Bytes.Length)
        {
            if (BerElement.At(place.Span, position, place.Bytes.Length) is not { IsSequence: true } element)
            {
                yield return NoElement(place, position);
                yield break;
            }

            foreach (var item in ReadElement(place, element)) yield return item;
            position = element.End;
            if (place.IgnoresTrailing) yield break;
        }
    }

    private static InputItem.Unreadable NoElement(BerPlace place, int position)
    {
        var offset = place.OffsetOf(position);
        return position == 0
            ? place.Context.None("not ASN.1", offset)
            : place.Context.Damaged(offset, $"{place.Bytes.Length - position} trailing bytes behind the last element");
    }

    /// <summary>The items of one element.</summary>
    public static IEnumerable<InputItem> ReadElement(BerPlace place, BerElement element)
    {
        var (context, offset) = (place.Context, place.OffsetOf(element.Start));
        var kind = KindOf(place.Span, element);
        return kind switch
        {
            BerKind.SignedData => Pkcs7.ReadSignedData(place, element),
            BerKind.CertificateSequence => Pkcs7.ReadCertificateSequence(place, element),
            BerKind.Pkcs12 => Pkcs12.Read(place, element),
            BerKind.Request => [context.None("it is a certificate request", offset)],
            BerKind.Key => [context.None("it is a key", offset)],
            BerKind.OtherContentInfo => [context.None("it is PKCS#7 of a kind that holds none", offset)],
            _ when element.IsCut => [context.Damaged(offset, CutShort(element, kind))],
            BerKind.Certificate => [new InputItem.FoundCertificate(context.Source, offset, place.Cut(element))],
            BerKind.Crl => [new InputItem.FoundCrl(context.Source, offset, place.Cut(element))],
            _ => [context.None("ASN.1 of another kind", offset)],
        };
    }

    public static string CutShort(BerElement element, BerKind kind) =>
        $"{(kind == BerKind.Crl ? "a CRL" : kind == BerKind.Certificate ? "a certificate" : "ASN.1 data")} "
        + $"that is cut short: {element.End - element.Start} bytes of it are here";

    public static BerKind KindOf(ReadOnlySpan<byte> data, BerElement element)
    {
        var children = element.Children(data, 3);
        if (children.Count == 0) return BerKind.Unknown;
        var first = children[0];
        if (first.Is(UniversalTagNumber.ObjectIdentifier)) return KindOfContentInfo(data, first);
        if (first.Is(UniversalTagNumber.Integer)) return KindOfVersioned(data, children);
        if (!first.IsSequence) return BerKind.Unknown;

        // A key: SubjectPublicKeyInfo (RFC 5280 section 4.1) or EncryptedPrivateKeyInfo (RFC 5958 section 3).
        if (first.First(data) is { } inner && inner.Is(UniversalTagNumber.ObjectIdentifier) && !element.IsCut
            && children.Count == 2)
            return BerKind.Key;
        return KindOfSigned(data, first);
    }

    private static BerKind KindOfContentInfo(ReadOnlySpan<byte> data, BerElement type) =>
        data[type.ContentStart..type.ContentEnd] switch
        {
            var oid when oid.SequenceEqual(ContainerOids.SignedData) => BerKind.SignedData,
            var oid when oid.SequenceEqual(ContainerOids.NetscapeCertificateSequence) => BerKind.CertificateSequence,
            _ => BerKind.OtherContentInfo,
        };

    // PFX (RFC 7292 section 4): version 3, then a ContentInfo. Otherwise a private key, of PKCS#1, SEC 1 or PKCS#8.
    private static BerKind KindOfVersioned(ReadOnlySpan<byte> data, List<BerElement> children)
    {
        if (children.Count < 2) return BerKind.Unknown;
        var version = data[children[0].ContentStart..children[0].ContentEnd];
        if (!version.SequenceEqual<byte>([3]) || !children[1].IsSequence) return BerKind.Key;
        return children[1].First(data) is { } inner && inner.Is(UniversalTagNumber.ObjectIdentifier)
            ? BerKind.Pkcs12
            : BerKind.Key;
    }

    // The to-be-signed parts of RFC 5280 sections 4.1 and 5.1, and RFC 2986 section 4.1, by their first fields. Where
    // a certificate's are wrong it still is one, with flaws: reading those is not for here.
    private static BerKind KindOfSigned(ReadOnlySpan<byte> data, BerElement toBeSigned)
    {
        var fields = toBeSigned.Children(data, 4);
        if (fields.Count == 0) return BerKind.Unknown;
        if (fields[0].IsContext(0)) return BerKind.Certificate;
        if (fields[0].IsSequence) return fields.Count > 2 && IsTime(fields[2]) ? BerKind.Crl : BerKind.Unknown;
        if (!fields[0].Is(UniversalTagNumber.Integer) || fields.Count < 4) return BerKind.Unknown;
        if (IsTime(fields[3])) return BerKind.Crl;
        if (fields[3].IsContext(0)) return BerKind.Request;
        return fields[1].IsSequence && fields[2].IsSequence && fields[3].IsSequence
            ? BerKind.Certificate
            : BerKind.Unknown;
    }

    private static bool IsTime(BerElement element) =>
        element.Is(UniversalTagNumber.UtcTime) || element.Is(UniversalTagNumber.GeneralizedTime);
}
