using System.Formats.Asn1;

namespace Crosspath.X509;

/// <summary>
/// The certificates and CRLs of a PKCS#12 file (RFC 7292). Private keys are never decrypted, and the MAC is not
/// checked: it guards against accidents, and its cost is the file's to choose.
/// </summary>
/// <remarks>
/// By hand and not by <c>Pkcs12Info</c>, which recurses into bags in bags as deep as a file asks, and derives keys
/// with as many rounds as a file asks.
/// </remarks>
internal sealed class Pkcs12
{
    // RFC 7292 section 4.2.6 lets bags hold bags; nobody writes even one level.
    private const int DeepestBag = 4;

    private readonly BerPlace file;
    private readonly long offset;
    private readonly List<string?> passwords;
    private long roundsLeft;

    private Pkcs12(BerPlace file, BerElement pfx)
    {
        (this.file, offset) = (file, file.OffsetOf(pfx.Start));
        roundsLeft = file.Context.Limits.KeyDerivationRounds;
        passwords = [.. file.Context.Passwords.Concat(["", null, "changeit"]).Distinct()];
    }

    public static IEnumerable<InputItem> Read(BerPlace place, BerElement pfx) =>
        pfx.IsCut
            ? [place.Context.Damaged(place.OffsetOf(pfx.Start), "PKCS#12 that is cut short")]
            : new Pkcs12(place, pfx).Read(pfx);

    // PFX ::= SEQUENCE { version, authSafe ContentInfo, macData OPTIONAL }; in it lies a SEQUENCE OF ContentInfo.
    private IEnumerable<InputItem> Read(BerElement pfx)
    {
        if (AuthenticatedSafe(pfx) is not { } safe
            || BerElement.At(safe, 0, safe.Length) is not { IsSequence: true, IsCut: false } contents)
        {
            yield return file.Context.Damaged(offset, "PKCS#12 whose content is broken");
            yield break;
        }

        var any = false;
        for (var next = contents.First(safe); next is { } content; next = contents.After(safe, next))
        {
            foreach (var item in ReadContent(safe, content))
            {
                any = true;
                yield return item;
            }
        }

        if (!any) yield return file.Context.None("PKCS#12 without certificates", offset);
    }

    private byte[]? AuthenticatedSafe(BerElement pfx)
    {
        var parts = pfx.Children(file.Span, 2);
        return parts.Count == 2 && Content(file.Span, parts[1], ContainerOids.Data) is { } content
            ? Octets(file.Span, content, Asn1Tag.PrimitiveOctetString)
            : null;
    }

    private IEnumerable<InputItem> ReadContent(byte[] safe, BerElement content)
    {
        if (Content(safe, content, ContainerOids.Data) is { } plain)
        {
            return Octets(safe, plain, Asn1Tag.PrimitiveOctetString) is { } bags
                ? ReadBags(bags)
                : [file.Context.Damaged(offset, "a part of the PKCS#12 file is broken")];
        }

        return Content(safe, content, ContainerOids.EncryptedData) is { } encrypted
            ? ReadEncrypted(safe, encrypted)
            : [file.Context.Damaged(offset, "a part of the PKCS#12 file is in an unknown form")];
    }

    // EncryptedData ::= SEQUENCE { version, SEQUENCE { type, algorithm, content [0] IMPLICIT OCTET STRING } }
    private IEnumerable<InputItem> ReadEncrypted(byte[] safe, BerElement encryptedData)
    {
        var parts = encryptedData.Children(safe, 2);
        var fields = parts.Count == 2 ? parts[1].Children(safe, 3) : [];
        if (fields.Count < 3 || Octets(safe, fields[2], new Asn1Tag(TagClass.ContextSpecific, 0)) is not { } content)
            return [file.Context.Damaged(offset, "an encrypted part of the PKCS#12 file is broken")];
        if (PasswordEncryption.Parse(safe.AsMemory(fields[1].Start..fields[1].End)) is not { } encryption)
        {
            return [new InputItem.Unreadable(file.Context.Source, offset, UnreadableKind.Locked,
                "a part of the PKCS#12 file is encrypted in an unknown way")];
        }

        return Decrypt(encryption, content, out var problem) is { } bags ? ReadBags(bags) : [problem];
    }

    private byte[]? Decrypt(PasswordEncryption encryption, byte[] content, out InputItem.Unreadable problem)
    {
        problem = new InputItem.Unreadable(file.Context.Source, offset, UnreadableKind.Locked,
            "a part of the PKCS#12 file is encrypted: none of the passwords opens it");
        for (var i = 0; i < passwords.Count; i++)
        {
            if (encryption.Rounds > roundsLeft)
            {
                problem = file.Context.TooMuch(
                    offset, $"PKCS#12 that asks for {encryption.Rounds} rounds of password hashing");
                return null;
            }

            roundsLeft -= encryption.Rounds;
            if (encryption.Decrypt(content, passwords[i]) is not { } plain || !IsWhole(plain)) continue;
            (passwords[0], passwords[i]) = (passwords[i], passwords[0]); // it will open the next part too
            return plain;
        }

        return null;
    }

    // A wrong password passes for right once in 256 times by the padding alone.
    private static bool IsWhole(byte[] plain) =>
        BerElement.At(plain, 0, plain.Length) is { IsSequence: true, IsCut: false } all && all.End == plain.Length;

    // SafeBag ::= SEQUENCE { bagId, bagValue [0] EXPLICIT, bagAttributes OPTIONAL }
    private IEnumerable<InputItem> ReadBags(byte[] bags)
    {
        var open = new Stack<(BerElement Contents, int Depth)>();
        if (BerElement.At(bags, 0, bags.Length) is { IsSequence: true } contents) open.Push((contents, 1));
        while (open.TryPop(out var level))
        {
            var next = level.Contents.First(bags);
            for (; next is { } bag; next = level.Contents.After(bags, next))
            {
                if (Content(bags, bag, ContainerOids.CertBag) is { } certificate)
                    yield return ReadValue(bags, certificate, ContainerOids.X509Certificate.ToArray());
                else if (Content(bags, bag, ContainerOids.CrlBag) is { } crl)
                    yield return ReadValue(bags, crl, ContainerOids.X509Crl.ToArray());
                else if (Content(bags, bag, ContainerOids.SafeContentsBag) is not { } inner)
                    continue;
                else if (level.Depth < DeepestBag)
                    open.Push((inner, level.Depth + 1));
                else
                    yield return file.Context.TooMuch(offset, $"bags nested deeper than {DeepestBag} in PKCS#12");
            }
        }
    }

    // CertBag ::= SEQUENCE { certId, certValue [0] EXPLICIT OCTET STRING }, and CRLBag alike.
    private InputItem ReadValue(byte[] bags, BerElement value, byte[] type)
    {
        if (Content(bags, value, type) is { } octets
            && Octets(bags, octets, Asn1Tag.PrimitiveOctetString) is { } der
            && BerElement.At(der, 0, der.Length) is { IsCut: false } element)
        {
            var whole = der.AsMemory(element.Start..element.End);
            var kind = BerContent.KindOf(der, element);
            if (kind == BerKind.Certificate) return new InputItem.FoundCertificate(file.Context.Source, offset, whole);
            if (kind == BerKind.Crl) return new InputItem.FoundCrl(file.Context.Source, offset, whole);
        }

        return file.Context.Damaged(offset, "a PKCS#12 entry that holds neither X.509 certificate nor CRL");
    }

    // SEQUENCE { OBJECT IDENTIFIER, [0] EXPLICIT value, … }: the shape of ContentInfo, bags and their values.
    private static BerElement? Content(ReadOnlySpan<byte> data, BerElement sequence, ReadOnlySpan<byte> type)
    {
        var parts = sequence.Children(data, 2);
        return parts.Count == 2 && data[parts[0].ContentStart..parts[0].ContentEnd].SequenceEqual(type)
            && parts[1].IsContext(0)
            ? parts[1].First(data)
            : null;
    }

    // BER may cut a string into pieces: X.690 section 8.7.3.
    private static byte[]? Octets(ReadOnlySpan<byte> data, BerElement element, Asn1Tag tag)
    {
        try
        {
            return AsnDecoder.ReadOctetString(data[element.Start..element.End], AsnEncodingRules.BER, out _, tag);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
