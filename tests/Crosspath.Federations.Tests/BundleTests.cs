using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Crosspath.Authority.Tests;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Federations.Tests;

public sealed class BundleTests : IDisposable
{
    private readonly Workshop _shop = new Workshop(Workshop.Pair()).Applied();
    private readonly OpenSslCommand _openSsl = new();

    private BundleWriter Writer => new(_shop.Federation, _shop.State, Workshop.Now);

    public void Dispose()
    {
        _shop.Dispose();
        _openSsl.Dispose();
    }

    [Fact]
    public void Anchors_are_the_domains_own_and_intermediates_what_it_signed()
    {
        var bundle = Writer.BundleOf("north");

        Assert.Equal(["North Root"], bundle.Anchors.Select(anchor => anchor.Subject.FriendlyText));
        Assert.Equal(["South Root"], bundle.Intermediates.Select(cross => cross.Subject.FriendlyText));
    }

    [Fact]
    public void Every_form_is_read_back_as_the_same_anchors()
    {
        var bundle = Writer.BundleOf("north");
        foreach (var format in BundleFormat.All.Where(format => format.Name is "pem" or "pkcs12" or "jks"))
        {
            var (name, content) = format.Write(bundle, _ => null)[0];
            File.WriteAllBytes(Path.Combine(_openSsl.Folder, name), content);

            var read = CertificateFiles.ReadCertificates(Path.Combine(_openSsl.Folder, name));

            Assert.Equal(
                bundle.Anchors.Select(anchor => anchor.Fingerprint), read.Select(anchor => anchor.Fingerprint));
        }
    }

    [Theory]
    [InlineData("pkcs12", "trust.p12")]
    [InlineData("jks", "trust.jks")]
    public void Java_trusts_what_is_in_its_stores(string format, string file)
    {
        var (_, content) = BundleFormat.Find(format)!.Write(Writer.BundleOf("north"), _ => null)[0];
        File.WriteAllBytes(Path.Combine(_openSsl.Folder, file), content);

        var listed = Keytool("-list", "-keystore", file, "-storepass", "changeit");

        Assert.Contains("north-1, ", listed, StringComparison.Ordinal);
        Assert.Contains("trustedCertEntry", listed, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenSSL_and_NET_read_the_PKCS12_store()
    {
        var (name, content) = BundleFormat.Find("pkcs12")!.Write(Writer.BundleOf("north"), _ => null)[0];
        File.WriteAllBytes(Path.Combine(_openSsl.Folder, name), content);

        var read = X509CertificateLoader.LoadPkcs12Collection(content, "changeit");

        Assert.Equal("CN=North Root, O=Crosspath test", Assert.Single(read).Subject);
        Assert.Contains("North Root", _openSsl.Run("pkcs12", "-in", name, "-passin", "pass:changeit", "-nokeys"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_stays_as_it_is_while_its_anchors_do()
    {
        var bundle = Writer.BundleOf("north");
        var first = BundleFormat.Find("pkcs12")!.Write(bundle, _ => null)[0].Content;

        Assert.Equal(first, BundleFormat.Find("pkcs12")!.Write(bundle, _ => first)[0].Content);
        Assert.NotEqual(first, BundleFormat.Find("pkcs12")!.Write(Writer.BundleOf("south"), _ => first)[0].Content);
    }

    [Fact]
    public void A_SPIFFE_bundle_counts_up_when_its_keys_change()
    {
        var spiffe = BundleFormat.Find("spiffe")!;
        var first = spiffe.Write(Writer.BundleOf("north"), _ => null)[0].Content;
        var same = spiffe.Write(Writer.BundleOf("north"), _ => first)[0].Content;
        var other = spiffe.Write(Writer.BundleOf("south"), _ => first)[0].Content;

        Assert.Equal(first, same);
        using var one = JsonDocument.Parse(first);
        using var two = JsonDocument.Parse(other);
        Assert.Equal(1, one.RootElement.GetProperty("spiffe_sequence").GetInt32());
        Assert.Equal(2, two.RootElement.GetProperty("spiffe_sequence").GetInt32());
        Assert.Equal("north.test", one.RootElement.GetProperty("trust_domain").GetString());
        var key = one.RootElement.GetProperty("keys")[0];
        Assert.Equal("x509-svid", key.GetProperty("use").GetString());
        Assert.Equal("P-256", key.GetProperty("crv").GetString());
        Assert.Equal(Writer.BundleOf("north").Anchors[0].Raw.ToArray(), key.GetProperty("x5c")[0].GetBytesFromBase64());
    }

    [Fact]
    public void A_ConfigMap_holds_the_PEM_files()
    {
        var bundle = Writer.BundleOf("north");
        var content = BundleFormat.Find("configmap")!.Write(bundle, _ => null)[0].Content;
        var text = System.Text.Encoding.UTF8.GetString(content);

        Assert.StartsWith("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: crosspath-trust-north\n", text,
            StringComparison.Ordinal);
        var lines = text.Split('\n').SkipWhile(line => line != "  trust.pem: |").Skip(1)
            .TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line[4..]);
        File.WriteAllLines(Path.Combine(_openSsl.Folder, "out.pem"), lines);
        Assert.Equal(bundle.Anchors[0].Fingerprint,
            CertificateFiles.ReadCertificates(Path.Combine(_openSsl.Folder, "out.pem")).Single().Fingerprint);
    }

    private string Keytool(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("keytool", arguments)
            {
                WorkingDirectory = _openSsl.Folder,
                RedirectStandardOutput = true,
            })!;
            return process.StandardOutput.ReadToEnd();
        }
        catch (Win32Exception)
        {
            SharedData.Missing("Java's keytool");
            return "";
        }
    }
}
