namespace Crosspath.X509;

/// <summary>
/// The certificates and CRLs that PKCS#7 / CMS signed data carries (RFC 5652 section 5.1), whatever it signs: a bundle
/// (.p7b) signs nothing. BER, as old exports have it. Nothing is verified; a container adds no trust.
/// </summary>
internal static class Pkcs7
{
    // ContentInfo ::= SEQUENCE { contentType, content [0] EXPLICIT SignedData }
    // SignedData ::= SEQUENCE { version, digestAlgorithms, encapContentInfo,
    //   certificates [0] IMPLICIT SET OF, crls [1] IMPLICIT SET OF, signerInfos }
    public static IEnumerable<InputItem> ReadSignedData(BerPlace place, BerElement contentInfo)
    {
        var any = false;
        foreach (var field in FieldsOf(place, contentInfo))
        {
            if (!field.IsContext(0) && !field.IsContext(1)) continue;
            foreach (var item in ReadSet(place, field))
            {
                any = true;
                yield return item;
            }
        }

        var offset = place.OffsetOf(contentInfo.Start);
        if (contentInfo.IsCut)
            yield return place.Context.Damaged(offset, "PKCS#7 that is cut short");
        else if (!any)
            yield return place.Context.None("PKCS#7 signed data without certificates", offset);
    }

    // NetscapeCertSequence: ContentInfo with content [0] EXPLICIT SEQUENCE OF Certificate.
    public static IEnumerable<InputItem> ReadCertificateSequence(BerPlace place, BerElement contentInfo)
    {
        var any = false;
        if (ContentOf(place, contentInfo) is { } certificates)
        {
            foreach (var item in ReadSet(place, certificates))
            {
                any = true;
                yield return item;
            }
        }

        var offset = place.OffsetOf(contentInfo.Start);
        if (!any) yield return place.Context.Damaged(offset, "an empty or broken certificate sequence");
    }

    private static BerElement? ContentOf(BerPlace place, BerElement contentInfo)
    {
        var children = contentInfo.Children(place.Span, 2);
        return children.Count == 2 && children[1].IsContext(0) ? children[1].First(place.Span) : null;
    }

    // At most what SignedData has: its encapsulated content may be anything, and is never entered.
    private static List<BerElement> FieldsOf(BerPlace place, BerElement contentInfo) =>
        ContentOf(place, contentInfo) is { } signedData ? signedData.Children(place.Span, 6) : [];

    private static IEnumerable<InputItem> ReadSet(BerPlace place, BerElement set)
    {
        var next = set.First(place.Span);
        for (; next is { } element; next = set.After(place.Span, next))
        {
            // Other choices (attribute certificates, OCSP answers) have context tags: RFC 5652 sections 10.2.1, 10.2.2.
            if (!element.IsSequence) continue;
            yield return ReadOne(place, element);
        }
    }

    private static InputItem ReadOne(BerPlace place, BerElement element)
    {
        var (context, offset) = (place.Context, place.OffsetOf(element.Start));
        var kind = BerContent.KindOf(place.Span, element);
        if (element.IsCut) return context.Damaged(offset, BerContent.CutShort(element, kind));
        return kind switch
        {
            BerKind.Certificate => new InputItem.FoundCertificate(context.Source, offset, place.Cut(element)),
            BerKind.Crl => new InputItem.FoundCrl(context.Source, offset, place.Cut(element)),
            _ => context.Damaged(offset, "neither certificate nor CRL, in a set of these"),
        };
    }
}
