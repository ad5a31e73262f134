using System.Formats.Asn1;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Crosspath.Testing;

namespace Crosspath.X509.Tests;

/// <summary>Every real certificate, field by field, against .NET's decoder and against the data pack's own index.</summary>
public sealed class ReaderOracleTests
{
    [Theory]
    [InlineData("ca.pem.gz", 8_716)]
    [InlineData("ca-testdata.pem.gz", 390)]
    [InlineData("leaf.pem.gz", 5_050)]
    public void Every_certificate_reads_as_the_platforms_decoder_reads_it(string file, int count)
    {
        var certificates = RealCertificates.Read("data", "certificates", file);

        Assert.Equal(count, certificates.Count);
        var differences = certificates.Select(certificate => (certificate, Difference: DifferenceOf(certificate)))
            .Where(pair => pair.Difference is not null)
            .Select(pair => $"{pair.certificate.Fingerprint}: {pair.Difference}")
            .ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Fingerprints_serial_numbers_dates_and_keys_are_those_of_the_index()
    {
        var byFingerprint = new[] { "ca.pem.gz", "ca-testdata.pem.gz", "leaf.pem.gz" }
            .SelectMany(file => RealCertificates.Read("data", "certificates", file))
            .ToDictionary(certificate => certificate.Fingerprint.ToString());
        using var index = File.OpenRead(SharedData.PathOf("data", "certificates", "index.csv.gz"));
        using var rows = new StreamReader(new GZipStream(index, CompressionMode.Decompress));
        rows.ReadLine();
        var (compared, wrong) = (0, new List<string>());

        while (rows.ReadLine() is { } row)
        {
            // Names may hold commas, in quotes; what is compared holds none, and stands before and after them.
            var fields = row.Split(',');
            var tail = fields[^8..];
            if (!byFingerprint.TryGetValue(fields[0], out var certificate)) wrong.Add($"{fields[0]} is missing");
            else if (!row.Contains($",{certificate.SerialHex},", StringComparison.Ordinal))
                wrong.Add($"{fields[0]}: serial {certificate.SerialHex}");
            else if (!tail.Contains(certificate.KeyId.ToString())) wrong.Add($"{fields[0]}: key {certificate.KeyId}");
            else if (!certificate.Flaws.HasFlag(CertificateFlaws.DateNotDer) // the index leaves such dates out
                && !row.Contains(IndexTime(certificate.NotBefore) + "," + IndexTime(certificate.NotAfter), StringComparison.Ordinal))
                wrong.Add($"{fields[0]}: dates {certificate.NotBefore:u} {certificate.NotAfter:u}");
            compared++;
        }

        Assert.Equal(14_156, compared);
        Assert.True(wrong.Count == 0, $"{wrong.Count}: " + string.Join('\n', wrong.Take(20)));
    }

    [Theory]
    [InlineData("b3c962d34019fb38")]
    [InlineData("d8cb53fd02161e70")]
    public void Dates_outside_DER_are_read_and_said_to_be_so(string fingerprint)
    {
        var certificate = RealCertificates.Authorities.Single(c =>
            c.Fingerprint.ToString().StartsWith(fingerprint, StringComparison.Ordinal));

        Assert.Contains(certificate.Findings, finding => finding.Code == "date-not-der");
        Assert.True(certificate.NotBefore < certificate.NotAfter);
    }

    [Fact]
    public void Reading_allocates_the_certificates_own_object_and_nothing_else()
    {
        var raw = RealCertificates.Authorities[0].Raw;
        Certificate.TryRead(raw, out _, out _);
        RuntimeHelpers.GetUninitializedObject(typeof(Certificate)); // once beforehand, as its first call is dearer

        const int Rounds = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++) Certificate.TryRead(raw, out _, out _);
        var reading = GC.GetAllocatedBytesForCurrentThread() - before;
        before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++) RuntimeHelpers.GetUninitializedObject(typeof(Certificate));
        var objects = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(objects, reading);
    }

    private static string IndexTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string? DifferenceOf(Certificate ours)
    {
        if (AsnDecoderReading.TryRead(ours.Raw) is not { } theirs)
            return ours.Flaws == CertificateFlaws.None ? "the platform's decoder refuses it, and we find nothing wrong" : null;
        if (ours.Version != theirs.Version) return "version";
        if (!ours.SignedPart.Span.SequenceEqual(theirs.SignedPart)) return "signed part";
        if (!ours.SerialNumber.Span.SequenceEqual(theirs.SerialNumber)) return "serial number";
        if (!ours.Issuer.Raw.Span.SequenceEqual(theirs.Issuer)) return "issuer";
        if (!ours.Subject.Raw.Span.SequenceEqual(theirs.Subject)) return "subject";
        if (!ours.PublicKeyInfo.Span.SequenceEqual(theirs.PublicKeyInfo)) return "public key";
        if (!ours.SignatureAlgorithm.Span.SequenceEqual(theirs.SignatureAlgorithm)) return "signature algorithm";
        if (!ours.Signature.Span.SequenceEqual(theirs.Signature)) return "signature";
        // Fractions of a second are none of RFC 5280's, and are dropped.
        if (theirs.NotBefore is { } from && (from - ours.NotBefore).Duration() >= TimeSpan.FromSeconds(1)) return "notBefore";
        if (theirs.NotAfter is { } until && (until - ours.NotAfter).Duration() >= TimeSpan.FromSeconds(1)) return "notAfter";
        return ExtensionDifference(ours, theirs);
    }

    private static string? ExtensionDifference(Certificate ours, AsnDecoderReading theirs)
    {
        var extensions = ours.Extensions.ToArray();
        if (extensions.Length != theirs.Extensions.Count) return "number of extensions";
        foreach (var (one, other) in extensions.Zip(theirs.Extensions))
        {
            if (one.Oid.ToString() != other.Oid || one.IsCritical != other.IsCritical) return $"extension {other.Oid}";
            if (!one.Value.Span.SequenceEqual(other.Value)) return $"value of {other.Oid}";
            if (ours.Flaws == CertificateFlaws.None && TryTypedDifference(ours, other.Oid, other.Value) is { } what) return what;
        }
        return null;
    }

    // A few test certificates have contents that the platform's decoder refuses; those it cannot judge.
    private static string? TryTypedDifference(Certificate ours, string oid, byte[] value)
    {
        try
        {
            return TypedDifference(ours, oid, value);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static string? TypedDifference(Certificate ours, string oid, byte[] value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.BER);
        switch (oid)
        {
            case "2.5.29.14":
                return ours.SubjectKeyIdentifier.Span.SequenceEqual(reader.ReadOctetString()) ? null : "subject key identifier";
            case "2.5.29.15":
                var bits = reader.ReadBitString(out _);
                var usages = Enumerable.Range(0, 9).Where(bit => bit / 8 < bits.Length && (bits[bit / 8] & (0x80 >> (bit % 8))) != 0);
                return (int?)ours.KeyUsage == usages.Sum(bit => 1 << bit) ? null : "key usage";
            case "2.5.29.19":
                var fields = reader.ReadSequence();
                var isCa = fields.HasData && fields.PeekTag().TagValue == (int)UniversalTagNumber.Boolean && fields.ReadBoolean();
                int? length = fields.HasData ? (int)fields.ReadInteger() : null;
                return ours.IsCa == isCa && ours.PathLength == length ? null : "basic constraints";
            case "2.5.29.37":
                var purposes = new List<string>();
                for (var list = reader.ReadSequence(); list.HasData;) purposes.Add(list.ReadObjectIdentifier());
                return purposes.SequenceEqual(ours.ExtendedKeyUsage.Value!.Purposes.Select(p => p.ToString())) ? null : "extended key usage";
            case "2.5.29.17":
                return NamesDifference(ours.SubjectAlternativeName, reader.ReadSequence()) ? "alternative names" : null;
            case "2.5.29.30":
                return ConstraintsDifference(ours.NameConstraints, reader.ReadSequence()) ? "name constraints" : null;
            case "2.5.29.35":
                return AuthorityKeyDifference(ours, reader.ReadSequence()) ? "authority key" : null;
            default:
                return null;
        }
    }

    private static bool NamesDifference(ExtensionValue<SubjectAlternativeName> ours, AsnReader theirs)
    {
        var names = DescribeAll(theirs);
        return ours.IsMalformed ? names.All(IsGeneralName) : !ours.Value!.Names.Select(Describe).SequenceEqual(names);
    }

    private static bool ConstraintsDifference(ExtensionValue<NameConstraints> ours, AsnReader theirs)
    {
        List<string>? permitted = null, excluded = null;
        while (theirs.HasData)
        {
            var tag = theirs.PeekTag();
            var names = new List<string>();
            for (var trees = theirs.ReadSequence(tag); trees.HasData;) names.Add(DescribeNext(trees.ReadSequence()));
            if (tag.TagValue == 0) permitted = names;
            else excluded = names;
        }
        if (ours.IsMalformed) return (permitted ?? []).Concat(excluded ?? []).All(IsGeneralName);
        return !Same(ours.Value!.Permitted?.Select(Describe), permitted) || !Same(ours.Value.Excluded?.Select(Describe), excluded);
    }

    private static bool AuthorityKeyDifference(Certificate ours, AsnReader theirs)
    {
        var (key, serial, names) = (Array.Empty<byte>(), Array.Empty<byte>(), new List<string>());
        while (theirs.HasData)
        {
            var tag = theirs.PeekTag();
            if (tag.TagValue == 0) key = theirs.ReadOctetString(tag);
            else if (tag.TagValue == 1) names = DescribeAll(theirs.ReadSequence(tag));
            else serial = theirs.ReadIntegerBytes(tag).ToArray();
        }
        return ours.AuthorityKey.Value is not { } read
            || !ours.AuthorityKeyIdentifier.Span.SequenceEqual(key)
            || !read.KeyIdentifier.Span.SequenceEqual(key)
            || !read.SerialNumber.Span.SequenceEqual(serial)
            || !read.IssuerNames.Select(Describe).SequenceEqual(names);
    }

    private static bool Same(IEnumerable<string>? ours, IEnumerable<string>? theirs) =>
        ours is null ? theirs is null : theirs is not null && ours.SequenceEqual(theirs);

    private static string Describe(GeneralName name) => $"{(int)name.Kind}:{Convert.ToHexString(name.Value.Span)}";

    // Tags that no GeneralName has make ours malformed; the decoder does not care.
    private static bool IsGeneralName(string described) => described[0] <= '8';

    private static List<string> DescribeAll(AsnReader names)
    {
        var all = new List<string>();
        while (names.HasData) all.Add(DescribeNext(names));
        return all;
    }

    // Tag number and content, as the decoder sees them.
    private static string DescribeNext(AsnReader names)
    {
        var tag = names.PeekTag();
        var content = Convert.ToHexString(names.PeekContentBytes().Span);
        names.ReadEncodedValue();
        return tag.TagClass == TagClass.ContextSpecific ? $"{tag.TagValue}:{content}" : $"universal:{content}";
    }
}
