using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Authority.Tests.CrossSigning;

/// <summary>Three implementations that know nothing of ours: OpenSSL's command, Go's crypto/x509, and .NET.</summary>
internal sealed class Verifiers : IDisposable
{
    private static readonly Lazy<string?> GoProgram = new(BuildGoProgram);

    private readonly OpenSslCommand _openSsl = new();

    /// <summary>Whether all three accept; fails when they disagree.</summary>
    public bool Accept(Certificate anchor, Certificate[] between, Certificate leaf, DateTimeOffset at)
    {
        var host = Write(anchor, between, leaf);
        return Agreed(("OpenSSL", OpenSsl(host, at)), ("Go", Go(host, at)),
            (".NET", Platform(anchor, between, leaf, at)));
    }

    /// <summary>Whether OpenSSL accepts with policies checked; Go does not know them, and .NET looks at them only when
    /// it is asked for one.</summary>
    public bool AcceptPolicies(Certificate anchor, Certificate[] between, Certificate leaf, DateTimeOffset at) =>
        OpenSsl(Write(anchor, between, leaf), at, "-policy_check");

    public void Dispose() => _openSsl.Dispose();

    private string Write(Certificate anchor, Certificate[] between, Certificate leaf)
    {
        _openSsl.Write("root.pem", anchor);
        _openSsl.Write("between.pem", between);
        _openSsl.Write("leaf.pem", leaf);
        return leaf.SubjectAlternativeName.Value!.Names[0].Text;
    }

    private static bool Agreed(params (string Name, bool Verdict)[] verdicts)
    {
        Assert.True(verdicts.DistinctBy(one => one.Verdict).Count() == 1, string.Join(", ", verdicts));
        return verdicts[0].Verdict;
    }

    private bool OpenSsl(string host, DateTimeOffset at, params string[] more) => _openSsl.Run(
    [
        "verify", "-x509_strict", "-purpose", "sslserver", "-attime", $"{at.ToUnixTimeSeconds()}", "-verify_hostname",
            host,
        .. more, "-CAfile", "root.pem", "-untrusted", "between.pem", "leaf.pem",
    ]) == "leaf.pem: OK\n";

    private bool Go(string host, DateTimeOffset at)
    {
        if (GoProgram.Value is not { } program)
        {
            SharedData.Missing("Go");
            return false;
        }
        var time = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(program, ["root.pem", "between.pem", "leaf.pem", host, time])
        {
            WorkingDirectory = _openSsl.Folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        return process.StandardOutput.ReadToEnd() == "yes\n";
    }

    private static bool Platform(Certificate anchor, Certificate[] between, Certificate leaf, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Load(anchor));
        foreach (var certificate in between) chain.ChainPolicy.ExtraStore.Add(Load(certificate));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        using var loaded = Load(leaf);
        return chain.Build(loaded);
    }

    private static X509Certificate2 Load(Certificate certificate) =>
        X509CertificateLoader.LoadCertificate(certificate.Raw.Span);

    // Once a run; null where there is no Go.
    private static string? BuildGoProgram()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "go-verify");
        var start = new ProcessStartInfo("go", ["build", "-o", program, "."])
        {
            WorkingDirectory = Path.Combine(SharedData.Repository, "tests", "Crosspath.Authority.Tests", "Go"),
            RedirectStandardError = true,
        };
        start.Environment["GOFLAGS"] = "-mod=mod";
        start.Environment.TryAdd("GOCACHE", Path.Combine(AppContext.BaseDirectory, "go-cache"));
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors);
            return program;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
