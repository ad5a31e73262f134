using System.Diagnostics;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Cli.Tests;

/// <summary>Signing where scripts do not reach: secrets, tokens, places that cannot be written.</summary>
public sealed class SignTests : IDisposable
{
    private const string Pin = "4321";

    private static readonly string[] Modules =
    [
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so",
    ];

    private readonly CommandLine _cli = new CommandLine().WithDemo("partitions");

    private static string Arguments(string key) =>
        $"sign --subject-from partitions/intermediates.pem --issuer partitions/roots.pem --key {key} --template "
            + $"partition";

    private string NorthKey => _cli.PathOf("partitions/keys/demo-root-north.key.pem");

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("--password-env CROSSPATH_TEST_PASSWORD")]
    [InlineData("--password-file password.txt")]
    public void The_password_of_a_key_comes_from_the_environment_or_a_file(string option)
    {
        _cli.File("password.txt", "correct horse\n"u8.ToArray());
        Environment.SetEnvironmentVariable("CROSSPATH_TEST_PASSWORD", "correct horse");
        Tool("openssl", "pkcs8", "-topk8", "-v2", "aes256", "-passout", "pass:correct horse", "-in", NorthKey, "-out",
            "locked.pem");

        var signed = _cli.Run($"{Arguments("locked.pem")} {option} --out cross.pem");

        Assert.True(signed.ExitCode == 0, signed.Error);
        Assert.DoesNotContain("horse", signed.Output + signed.Error + File.ReadAllText(_cli.PathOf("cross.pem.json")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_encrypted_key_without_a_password_is_an_error_where_nobody_can_be_asked()
    {
        Tool("openssl", "pkcs8", "-topk8", "-v2", "aes256", "-passout", "pass:correct horse", "-in", NorthKey, "-out",
            "locked.pem");

        using var process = _cli.Start($"{Arguments("locked.pem")} --out cross.pem");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("--password-file", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.PathOf("cross.pem")));
    }

    [Fact]
    public void A_request_that_OpenSSL_made_proves_possession_and_an_altered_one_is_refused()
    {
        Tool("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "new.key", "-out", "new.csr",
            "-subj", "/O=South/CN=New Root", "-addext", "basicConstraints=critical,CA:TRUE");
        var arguments = Arguments(NorthKey).Replace("partitions/intermediates.pem", "new.csr", StringComparison.Ordinal);

        var signed = _cli.Run($"{arguments} --out cross.pem");
        var text = File.ReadAllText(_cli.PathOf("new.csr"));
        File.WriteAllText(_cli.PathOf("new.csr"), text.Replace(text[^60], text[^60] == 'A' ? 'B' : 'A'));
        var refused = _cli.Run($"{arguments} --out other.pem");

        Assert.True(signed.ExitCode == 0, signed.Error);
        Assert.Contains("proved by the request's signature", signed.Output, StringComparison.Ordinal);
        var cross = CertificateFiles.ReadCertificates(_cli.PathOf("cross.pem"))[0];
        Assert.Equal("CN=New Root,O=South", cross.Subject.ToString());
        Assert.Equal(2, refused.ExitCode);
        Assert.False(File.Exists(_cli.PathOf("other.pem")));
    }

    [Fact]
    public void A_key_that_others_can_read_is_told()
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(NorthKey, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Contains("chmod 600", _cli.Run($"{Arguments(NorthKey)} --out cross.pem").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_tells_what_was_signed_and_waived()
    {
        var signed = _cli.Run(
            $"{Arguments(NorthKey)} --rules br --waive br-crl=offline --waive br-policies=private --json --out "
                + $"cross.pem");

        Assert.True(signed.ExitCode == 0, signed.Error);
        Assert.Equal(File.ReadAllText(_cli.PathOf("cross.pem.json")), signed.Output);
        var certificate = CertificateFiles.ReadCertificates(_cli.PathOf("cross.pem"))[0];
        Assert.Equal(certificate.Fingerprint.ToString(), signed.Json.GetProperty("certificate").GetString());
        var waived = signed.Json.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.TryGetProperty("waived", out _)).Select(
                finding => finding.GetProperty("rule").GetString());
        Assert.Equal(["br-crl", "br-policies"], waived.Order());
    }

    [Fact]
    public void Where_the_record_cannot_be_written_there_is_no_certificate_either()
    {
        Directory.CreateDirectory(_cli.PathOf("cross.pem.json"));

        var refused = _cli.Run($"{Arguments(NorthKey)} --out cross.pem");

        Assert.Equal(2, refused.ExitCode);
        Assert.False(File.Exists(_cli.PathOf("cross.pem")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--pss")]
    public void A_key_in_a_token_signs(string form)
    {
        if (Token(form.Length > 0 ? "RSA" : "EC") is not { } environment) return;
        const string Key = "pkcs11:token=crosspath;object=ca;type=private";

        var signed = Run(environment,
            $"sign --subject-from partitions/intermediates.pem --issuer ca.pem --key {Key} --password-env PIN {form} "
                + $"--out cross.pem");
        var otherKey = Run(environment, $"{Arguments(Key)} --password-env PIN --out other.pem");
        var wrongPin = Run(environment,
            $"sign --subject-from partitions/intermediates.pem --issuer ca.pem --key {Key} --password-env HOME --out "
                + $"other.pem");

        Assert.True(signed.ExitCode == 0, signed.Error);
        Assert.Contains("cross.pem: OK", Tool("openssl", "verify", "-partial_chain", "-CAfile", "ca.pem", "cross.pem"),
            StringComparison.Ordinal);
        Assert.Equal((2, 2), (otherKey.ExitCode, wrongPin.ExitCode));
        Assert.False(File.Exists(_cli.PathOf("other.pem")));
        Assert.DoesNotContain(Pin, otherKey.Error, StringComparison.Ordinal);
    }

    // A token with a CA's key, and what tells OpenSSL and SoftHSM where it is; both read that when a process begins.
    private Dictionary<string, string>? Token(string algorithm)
    {
        if (Array.Find(Modules, File.Exists) is not { } module)
        {
            SharedData.Missing("SoftHSM (softhsm2)");
            return null;
        }
        Directory.CreateDirectory(_cli.PathOf("tokens"));
        _cli.File("hsm.conf", System.Text.Encoding.ASCII.GetBytes($"directories.tokendir = {_cli.PathOf("tokens")}\n"));
        var environment = new Dictionary<string, string>
        {
            ["SOFTHSM2_CONF"] = _cli.PathOf("hsm.conf"),
            ["PKCS11_MODULE_PATH"] = module,
            ["PIN"] = Pin,
        };
        string[] kind = algorithm == "EC"
            ? ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
            : ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"];
        Tool("openssl", ["genpkey", "-algorithm", .. kind, "-out", "ca.key"]);
        Tool("openssl", "req", "-x509", "-key", "ca.key", "-subj", "/CN=Token Root", "-days", "400", "-out", "ca.pem",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign");
        Tool(environment, "softhsm2-util", "--init-token", "--free", "--label", "crosspath", "--pin", Pin, "--so-pin",
            "8765");
        Tool(environment, "softhsm2-util", "--import", "ca.key", "--token", "crosspath", "--label", "ca", "--id", "01",
            "--pin", Pin);
        return environment;
    }

    private CommandLine.Result Run(Dictionary<string, string> environment, string arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "crosspath.dll"),
                .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        var (exitCode, output, error) = Run(start, environment);
        return new CommandLine.Result(exitCode, output, error);
    }

    private string Tool(string name, params string[] arguments) => Tool([], name, arguments);

    private string Tool(Dictionary<string, string> environment, string name, params string[] arguments)
    {
        var (exitCode, output, error) = Run(new ProcessStartInfo(name, arguments), environment);
        Assert.True(exitCode == 0, $"{name}: {output}{error}");
        return output;
    }

    private (int ExitCode, string Output, string Error) Run(
        ProcessStartInfo start, Dictionary<string, string> environment)
    {
        start.WorkingDirectory = _cli.PathOf("");
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (true, true, true);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
