using System.Diagnostics;
using Crosspath.Paths;
using Crosspath.Stores.Revocation;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Stores.Tests.Revocation;

/// <summary>OCSP responses that OpenSSL made.</summary>
public sealed class OcspResolverTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosspath-ocsp-");

    public OcspResolverTests()
    {
        OpenSsl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 3650 -subj /CN=CA");
        OpenSsl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout other.key -out other.pem -days 3650 -subj /CN=CA");
        foreach (var (name, serial) in new[] { ("good", "0x10"), ("bad", "0x11"), ("responder", "0x12") })
        {
            OpenSsl($"req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {name}.key -out {name}.csr -subj /CN={name}");
            File.WriteAllText(PathOf($"{name}.ext"), name == "responder" ? "extendedKeyUsage=OCSPSigning\n" : "basicConstraints=CA:FALSE\n");
            OpenSsl($"x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -set_serial {serial} -days 365 -out {name}.pem -extfile {name}.ext");
        }
        File.WriteAllText(PathOf("index.txt"),
            "V\t351231235959Z\t\t10\tunknown\t/CN=good\nR\t351231235959Z\t200102030405Z,keyCompromise\t11\tunknown\t/CN=bad\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("ca")]
    [InlineData("responder")]
    public void What_the_issuer_or_its_responder_revokes_is_revoked(string signer)
    {
        var reading = Resolve(Respond(signer));

        var revoked = Assert.Single(reading.Distrusts);
        Assert.Empty(reading.Problems);
        Assert.Equal(Read("bad").Fingerprint, revoked.Certificate);
        Assert.Equal(new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero), revoked.Period.From);
        Assert.Contains("KeyCompromise", revoked.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other")] // the issuer's name, another key
    [InlineData("good")] // a certificate of the issuer, but for no such purpose
    public void Nobody_else_is_believed(string signer)
    {
        var reading = Resolve(Respond(signer));

        Assert.Empty(reading.Distrusts);
        Assert.All(reading.Problems, problem => Assert.Contains("is signed neither by", problem.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Damaged_bytes_are_one_problem_or_another_answer_never_an_exception()
    {
        var response = Respond("ca");
        for (var length = 0; length < response.Length; length++) Assert.False(OcspResponse.TryRead(response.AsMemory(0, length), out _, out _));
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = (byte[])response.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            // The signature covers all but the certificates and the outermost wrapping.
            if (OcspResponse.TryRead(damaged, out var read, out _)) OcspResolver.Resolve([("damaged", read)], Graph());
        }
    }

    [Fact]
    public void A_responder_that_gives_no_answer_is_said_to()
    {
        Assert.True(OcspResponse.TryRead(new byte[] { 0x30, 3, 0x0A, 1, 3 }, out var response, out _));

        Assert.Contains("TryLater", Assert.Single(OcspResolver.Resolve([("r", response)], Graph()).Problems).Reason, StringComparison.Ordinal);
    }

    private RevocationReading Resolve(byte[] der)
    {
        Assert.True(OcspResponse.TryRead(der, out var response, out var problem), problem);
        Assert.Equal(2, response.Answers.Length);
        return OcspResolver.Resolve([("response", response)], Graph());
    }

    private TrustGraph Graph() => TrustGraph.Build([Read("ca"), Read("good"), Read("bad")]);

    private byte[] Respond(string signer)
    {
        OpenSsl($"ocsp -index index.txt -rsigner {signer}.pem -rkey {signer}.key -CA ca.pem -issuer ca.pem -cert good.pem -cert bad.pem -respout response.der -ndays 7 -noverify");
        return File.ReadAllBytes(PathOf("response.der"));
    }

    private Certificate Read(string name) => CertificateFiles.ReadCertificates(PathOf($"{name}.pem"))[0];

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void OpenSsl(string arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments.Split(' '))
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            SharedData.Missing("OpenSSL's command line");
        }
    }
}
