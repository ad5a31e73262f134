using System.ComponentModel;
using System.Diagnostics;
using Crosspath.Testing;

namespace Crosspath.X509.Tests.Files;

/// <summary>Files as the openssl command writes them.</summary>
public sealed class OpenSslFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("crosspath-");

    public OpenSslFilesTests() => File.WriteAllText(Path.Combine(folder.FullName, "in.pem"), Samples.PemOfAll);

    public void Dispose() => folder.Delete(true);

    [Theory]
    [InlineData("crl2pkcs7 -nocrl -certfile in.pem -out out")]
    [InlineData("crl2pkcs7 -nocrl -certfile in.pem -outform DER -out out")]
    [InlineData("nseq -toseq -in in.pem -out out")]
    [InlineData("storeutl -certs -out out in.pem")]
    [InlineData("pkcs12 -export -nokeys -in in.pem -passout pass:changeit -out out")]
    [InlineData("pkcs12 -export -nokeys -in in.pem -passout pass: -out out")]
    [InlineData("pkcs12 -export -nokeys -in in.pem -passout pass:changeit -nomac -out out")]
    [InlineData("pkcs12 -export -nokeys -in in.pem -passout pass:changeit -certpbe PBE-SHA1-3DES -out out")]
    [InlineData("pkcs12 -export -nokeys -in in.pem -passout pass:changeit -certpbe PBE-SHA1-2DES -out out")]
    [InlineData("pkcs12 -export -nokeys -in in.pem -passout pass:changeit -certpbe AES-192-CBC -out out")]
    [InlineData("pkcs12 -export -nokeys -in in.pem -passout pass:changeit -certpbe DES-EDE3-CBC -out out")]
    [InlineData("pkcs12 -export -nokeys -in in.pem -passout pass:changeit -certpbe NONE -out out")]
    public void All_certificates_are_found(string command)
    {
        Run(command);

        var items = CertificateFiles.Read(Path.Combine(folder.FullName, "out"));

        // PKCS#7 and PKCS#12 sort their sets, or turn them round.
        Samples.AssertCertificates(
            Samples.Certificates.OrderBy(Convert.ToHexString),
            items.OrderBy(item => Samples.Hex(Assert.IsType<InputItem.FoundCertificate>(item))));
    }

    [Fact]
    public void A_trusted_certificate_is_found_without_its_trust()
    {
        Run("x509 -in in.pem -trustout -addtrust serverAuth -setalias name -out out");

        var items = CertificateFiles.Read(Path.Combine(folder.FullName, "out"));

        Samples.AssertCertificates(Samples.Certificates[..1], items);
    }

    private void Run(string command)
    {
        var start = new ProcessStartInfo("openssl", command.Split(' '))
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardError = true,
            RedirectStandardOutput = true, // the names of what was found: short
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error);
        }
        catch (Win32Exception)
        {
            SharedData.Missing("the openssl command");
        }
    }
}
