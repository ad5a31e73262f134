using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Crosspath.X509.Tests.Files;

/// <summary>Certificates made for the tests, in every file form, by .NET.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[][] Certificates { get; } = [.. Enumerable.Range(1, 3).Select(Make)];

    public static byte[] Key { get; } = NewKey().ExportPkcs8PrivateKey();

    public static byte[] Crl { get; } = MakeCrl();

    public static string Pem(byte[] der, string label = "CERTIFICATE") => PemEncoding.WriteString(label, der) + "\n";

    public static string PemOfAll => string.Concat(Certificates.Select(der => Pem(der)));

    public static byte[] Pkcs7 => Collection.Export(X509ContentType.Pkcs7)!;

    public static byte[] Pkcs12(string? password, PbeParameters parameters)
    {
        var safe = new Pkcs12SafeContents();
        foreach (var certificate in Collection) safe.AddCertificate(certificate);
        var builder = new Pkcs12Builder();
        builder.AddSafeContentsEncrypted(safe, password, parameters);
        builder.SealWithMac(password, HashAlgorithmName.SHA256, 1000);
        return builder.Encode();
    }

    public static byte[] Gzip(byte[] content)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest)) gzip.Write(content);
        return output.ToArray();
    }

    public static List<InputItem> Read(byte[] content, InputLimits? limits = null, params string[] passwords) =>
        [.. CertificateFiles.Read(new MemoryStream(content), "input", limits, passwords)];

    public static List<InputItem> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    /// <summary>Fails unless the items are just these certificates, in this order.</summary>
    public static void AssertCertificates(IEnumerable<byte[]> expected, IEnumerable<InputItem> items) =>
        Assert.Equal(expected.Select(Hex), items.Select(item => Hex(Assert.IsType<InputItem.FoundCertificate>(item))));

    public static string Hex(InputItem.FoundCertificate item) => Convert.ToHexString(item.Der.Span);

    private static string Hex(byte[] der) => Convert.ToHexString(der);

    private static X509Certificate2Collection Collection =>
        [.. Certificates.Select(X509CertificateLoader.LoadCertificate)];

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static byte[] Make(int number)
    {
        using var key = NewKey();
        var request = new CertificateRequest($"CN=Sample {number}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(Day, Day.AddYears(1));
        return certificate.RawData;
    }

    private static byte[] MakeCrl()
    {
        using var key = NewKey();
        var request = new CertificateRequest("CN=Sample CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var issuer = request.CreateSelfSigned(Day, Day.AddYears(1));
        var builder = new CertificateRevocationListBuilder();
        builder.AddEntry([1, 2, 3], Day);
        return builder.Build(issuer, 1, Day.AddMonths(1), HashAlgorithmName.SHA256, thisUpdate: Day);
    }
}
