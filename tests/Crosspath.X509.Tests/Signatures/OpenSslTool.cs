using System.ComponentModel;
using System.Diagnostics;
using Crosspath.Testing;

namespace Crosspath.X509.Tests.Signatures;

/// <summary>The <c>openssl</c> command, working in a folder of its own that is gone afterwards.</summary>
internal sealed class OpenSslTool : IDisposable
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("crosspath-openssl-");

    /// <summary>A self-signed certificate, made with the options of <c>openssl req</c> given.</summary>
    public SignedCertificate SelfSigned(string options)
    {
        Run($"req -x509 -subj /CN=Test -nodes -days 30 -outform DER -out cert.der -keyout new.pem {options}");
        return SignedCertificate.Read(File.ReadAllBytes(Path.Combine(Folder.FullName, "cert.der")));
    }

    /// <summary>Output of a run that must succeed.</summary>
    public string Run(string arguments)
    {
        var (code, output) = TryRun(arguments);
        Assert.True(code == 0, $"openssl {arguments}: {output}");
        return output;
    }

    public (int Code, string Output) TryRun(string arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = Folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            SharedData.Missing("OpenSSL");
            throw;
        }
    }

    public void Dispose() => Folder.Delete(recursive: true);
}
