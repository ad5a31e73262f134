using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>What basicConstraints says.</summary>
internal enum BasicConstraintsKind : byte
{
    Absent,
    NotCa,
    Ca,
    Malformed,
}

/// <summary>
/// Where the parts of a certificate lie in its buffer, found in one forward pass. The pass is tolerant: whatever does
/// not stop it from finding subject, issuer, key and signature is a flaw and no error.
/// </summary>
internal partial struct CertificateLayout
{
    public int Length;
    public Slice SignedPart;
    public int Version;
    public Slice SerialNumber;
    public Slice SignatureAlgorithm;
    public Slice Issuer;
    public Slice Subject;
    public Slice PublicKeyInfo;
    public Slice Signature;
    public Slice ExtensionList;
    public Slice SubjectKeyIdentifier;
    public Slice AuthorityKeyIdentifier;
    public long NotBeforeTicks;
    public long NotAfterTicks;
    public int PathLength;
    public KeyUsages KeyUsage;
    public bool HasKeyUsage;
    public BasicConstraintsKind BasicConstraints;
    public CertificateFlaws Flaws;

    /// <summary>Finds the parts; false with the place and the reason when the bytes are no certificate.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out CertificateLayout layout, out ReadError error)
    {
        layout = new CertificateLayout { PathLength = -1 };
        error = layout.Read(bytes);
        return error.Reason is null;
    }

    private ReadError Read(ReadOnlySpan<byte> bytes)
    {
        var outer = new DerReader(bytes);
        var status = outer.Next(DerTag.Sequence, out var certificate);
        if (status != DerStatus.Ok) return Stopped(outer, status, "a certificate");
        Length = certificate.End;
        if (certificate.End < bytes.Length) Flaws |= CertificateFlaws.TrailingBytes;

        var parts = new DerReader(bytes, certificate);
        status = parts.Next(DerTag.Sequence, out var signedPart);
        if (status != DerStatus.Ok) return Stopped(parts, status, "the signed part of a certificate");
        SignedPart = Slice.Whole(signedPart);
        status = parts.Next(DerTag.Sequence, out var algorithm);
        if (status != DerStatus.Ok) return Stopped(parts, status, "the signature algorithm");
        SignatureAlgorithm = Slice.Whole(algorithm);
        status = parts.Next(DerTag.BitString, out var signature);
        if (status != DerStatus.Ok) return Stopped(parts, status, "the signature");
        ReadSignature(bytes, signature);
        if (!parts.AtEnd) Flaws |= CertificateFlaws.TrailingBytes;

        var error = ReadSignedPart(bytes, signedPart);
        if (outer.SawBer || parts.SawBer) Flaws |= CertificateFlaws.BerLength;
        return error;
    }

    private void ReadSignature(ReadOnlySpan<byte> bytes, DerElement signature)
    {
        if (signature.Length == 0 || bytes[signature.ContentStart] != 0) Flaws |= CertificateFlaws.SignatureNotOctets;
        if (signature.Length == 0) return;
        Signature = new Slice(signature.ContentStart + 1, signature.Length - 1);
    }

    private ReadError ReadSignedPart(ReadOnlySpan<byte> bytes, DerElement signedPart)
    {
        var reader = new DerReader(bytes, signedPart);
        ReadVersion(bytes, ref reader);
        var status = reader.Next(DerTag.Integer, out var serial);
        if (status != DerStatus.Ok) return Stopped(reader, status, "the serial number");
        ReadSerialNumber(bytes, serial);
        status = reader.Next(DerTag.Sequence, out var algorithm);
        if (status != DerStatus.Ok) return Stopped(reader, status, "the signed signature algorithm");
        if (!Slice.Whole(algorithm).Of(bytes).SequenceEqual(SignatureAlgorithm.Of(bytes)))
            Flaws |= CertificateFlaws.AlgorithmMismatch;
        status = reader.Next(DerTag.Sequence, out var issuer);
        if (status != DerStatus.Ok) return Stopped(reader, status, "the issuer");
        Issuer = Slice.Whole(issuer);
        if (issuer.Length == 0) Flaws |= CertificateFlaws.EmptyIssuer;
        status = reader.Next(DerTag.Sequence, out var validity);
        if (status != DerStatus.Ok) return Stopped(reader, status, "the validity");
        ReadValidity(bytes, validity);
        status = reader.Next(DerTag.Sequence, out var subject);
        if (status != DerStatus.Ok) return Stopped(reader, status, "the subject");
        Subject = Slice.Whole(subject);
        status = reader.Next(DerTag.Sequence, out var publicKey);
        if (status != DerStatus.Ok) return Stopped(reader, status, "the public key");
        PublicKeyInfo = Slice.Whole(publicKey);
        ReadOptionalParts(bytes, ref reader);
        if (reader.SawBer) Flaws |= CertificateFlaws.BerLength;
        return default;
    }

    // version [0] EXPLICIT INTEGER DEFAULT v1
    private void ReadVersion(ReadOnlySpan<byte> bytes, ref DerReader reader)
    {
        Version = 1;
        if (reader.PeekTag() != 0xA0 || reader.Next(out var wrapper) != DerStatus.Ok) return;
        var inner = new DerReader(bytes, wrapper);
        if (inner.Next(DerTag.Integer, out var number) == DerStatus.Ok && number.Length == 1)
            Version = bytes[number.ContentStart] + 1;
        else Version = 0;
        if (Version is < 1 or > 3) Flaws |= CertificateFlaws.BadVersion;
    }

    private void ReadSerialNumber(ReadOnlySpan<byte> bytes, DerElement serial)
    {
        SerialNumber = Slice.Content(serial);
        var octets = SerialNumber.Of(bytes);
        if (octets.IsEmpty) Flaws |= CertificateFlaws.SerialNotShortest | CertificateFlaws.SerialNotPositive;
        else if ((octets[0] & 0x80) != 0 || !octets.ContainsAnyExcept((byte)0))
            Flaws |= CertificateFlaws.SerialNotPositive;
        if (octets.Length > 20) Flaws |= CertificateFlaws.SerialTooLong;
        if (octets.Length > 1 && (octets[0] == 0 ? octets[1] < 0x80 : octets[0] == 0xFF && octets[1] >= 0x80))
            Flaws |= CertificateFlaws.SerialNotShortest;
    }

    private void ReadValidity(ReadOnlySpan<byte> bytes, DerElement validity)
    {
        var reader = new DerReader(bytes, validity);
        NotBeforeTicks = ReadTime(bytes, ref reader, DateTime.MaxValue.Ticks);
        NotAfterTicks = ReadTime(bytes, ref reader, DateTime.MinValue.Ticks);
        if (NotAfterTicks < NotBeforeTicks && (Flaws & CertificateFlaws.UnreadableDate) == 0)
            Flaws |= CertificateFlaws.DatesInverted;
        if (!reader.AtEnd) Flaws |= CertificateFlaws.TrailingBytes;
        if (reader.SawBer) Flaws |= CertificateFlaws.BerLength;
    }

    private long ReadTime(ReadOnlySpan<byte> bytes, ref DerReader reader, long unreadable)
    {
        if (reader.Next(out var time) != DerStatus.Ok
            || !DerTime.TryRead(time.Tag, Slice.Content(time).Of(bytes), out var ticks, out var isDer))
        {
            Flaws |= CertificateFlaws.UnreadableDate;
            return unreadable;
        }
        if (!isDer) Flaws |= CertificateFlaws.DateNotDer;
        return ticks;
    }

    // issuerUniqueID [1], subjectUniqueID [2], extensions [3] EXPLICIT: RFC 5280 section 4.1.
    private void ReadOptionalParts(ReadOnlySpan<byte> bytes, ref DerReader reader)
    {
        while (!reader.AtEnd)
        {
            if (reader.Next(out var part) != DerStatus.Ok)
            {
                Flaws |= CertificateFlaws.UnreadableExtensions;
                return;
            }
            switch (part.Tag)
            {
                case 0x81 or 0xA1 or 0x82 or 0xA2:
                    if (Version == 1) Flaws |= CertificateFlaws.BadVersion;
                    break;
                case 0xA3 when ExtensionList.IsEmpty:
                    if (Version != 3) Flaws |= CertificateFlaws.BadVersion;
                    ReadExtensions(bytes, part);
                    break;
                default:
                    Flaws |= CertificateFlaws.UnexpectedElement;
                    break;
            }
        }
    }

    private static ReadError Stopped(in DerReader reader, DerStatus status, string what) => new(reader.Position, status switch
    {
        DerStatus.End => $"ends before {what}",
        DerStatus.Truncated => $"is cut off inside {what}",
        DerStatus.UnexpectedTag => $"has something else in the place of {what}",
        _ => $"has a malformed length in {what}",
    });
}
