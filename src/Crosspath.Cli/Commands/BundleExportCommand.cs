using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Federations;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath bundle export</c>: a chain in the form that a server, or a trust store that a client,
/// wants.</summary>
internal static class BundleExportCommand
{
    private static readonly string[] Formats = ["nginx", "haproxy", "kestrel", "vault", "kubernetes", "pkcs12", "jks"];

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var bundle = new Argument<string>("FILE") { Description = "The chain in its order, as 'crosspath chain --out' writes it; for pkcs12 and jks, what is to be trusted." };
        var format = new Option<string>("--format") { Description = string.Join(", ", Formats) + ".", HelpName = "FORMAT", Required = true };
        var key = new Option<string>("--key") { Description = "The server's private key as PEM, for the forms that hold it (haproxy, kubernetes).", HelpName = "FILE" };
        var name = new Option<string>("--name") { Description = "What to call it: the secret, the aliases (default: server).", HelpName = "NAME" };
        var output = new Option<string>("--out") { Description = "Where to.", HelpName = "FILE", Required = true };
        var command = new Command("export", """
            Write a chain as nginx, HAProxy, Kestrel, Vault or Kubernetes take it, or a trust store as Java and .NET read it.

            Examples:
              crosspath bundle export chain.pem --format nginx --out /etc/nginx/fullchain.pem
              crosspath bundle export chain.pem --format kubernetes --key key.pem --name www --out secret.yaml
              crosspath bundle export roots.pem --format jks --out trust.jks
            """) { bundle };
        foreach (var option in new Option[] { format, key, name, output }) command.Options.Add(option);
        command.SetAction((line, _) =>
        {
            var place = line.GetValue(output)!;
            OutputFiles.CheckPlace("--out", place, mayReplace: true);
            var report = new InputReport(terminal);
            var certificates = CertificateInput.Read([line.GetValue(bundle)!], report).Certificates.ToImmutableArray();
            if (certificates.IsEmpty) throw new UsageException("there is no certificate in it");
            var keyText = line.GetValue(key) is { } file ? ReadKey(file, certificates[0]) : null;
            var chosen = Choose(line.GetValue(format)!);
            var (content, advice) = Write(chosen, certificates, keyText, ReadName(line.GetValue(name)));
            if (keyText is not null && chosen is "haproxy" or "kubernetes") OutputFiles.WriteSecret(place, content);
            else OutputFiles.Write(place, content);
            using var text = terminal.OpenText();
            foreach (var sentence in advice) text.WriteLine(sentence.Replace("FILE", place, StringComparison.Ordinal));
            return Task.FromResult(ExitCode.Yes);
        });
        return command;
    }

    private static (byte[] Content, string[] Advice) Write(
        string format, ImmutableArray<Certificate> certificates, string? key, string name) => format switch
        {
            "nginx" => (FoundOutput.Pem(certificates), ["ssl_certificate FILE;"]),
            "haproxy" => (Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(FoundOutput.Pem(certificates)) + key),
                key is null ? ["bind :443 ssl crt FILE      (with the key beside it as FILE.key)"] : ["bind :443 ssl crt FILE"]),
            "kestrel" => (FoundOutput.Pem(certificates), Kestrel),
            "vault" => (FoundOutput.Pem(certificates.Skip(1)),
            [
                "vault write pki/issuers/import/cert pem_bundle=@FILE",
                "vault patch pki/issuer/default manual_chain=self" + string.Concat(certificates.Skip(2).Select((_, i) => $",ISSUER-{i + 2}")),
                "where each ISSUER-n is the id that the import printed for the certificate at that place of the file",
            ]),
            "kubernetes" => (Secret(certificates, key, name), ["kubectl apply -f FILE"]),
            "pkcs12" => (Pkcs12Bundle.Write(name, Cas(certificates)), Unlocked),
            _ => (JavaKeyStoreBundle.Write(name, Cas(certificates)), Unlocked),
        };

    private static readonly string[] Unlocked = ["read it with the password 'changeit'; it holds nothing secret"];

    // Everything in a trust store is trusted: a server's own certificate does not belong there.
    private static ImmutableArray<Certificate> Cas(ImmutableArray<Certificate> certificates) =>
        certificates.RemoveAll(certificate => certificate.IsCa != true && !certificate.IsSelfIssued) is { IsEmpty: false } cas
            ? cas
            : throw new UsageException("there is no CA's certificate in it, and a trust store holds those");

    // What Kestrel is given as a certificate alone, it completes by a chain of its own choice. A context can be kept from that;
    // it holds one chain, so of two branches the first.
    private static readonly string[] Kestrel =
    [
        "var all = new X509Certificate2Collection();",
        "all.ImportFromPemFile(\"FILE\");",
        "var leaf = X509Certificate2.CreateFromPemFile(\"FILE\", \"key.pem\");",
        "// Without this trust, .NET leaves out a cross-certificate where the machine has the root that it names.",
        "var trust = SslCertificateTrust.CreateForX509Collection([all[^1]], sendTrustInHandshake: false);",
        "var context = SslStreamCertificateContext.Create(leaf, all, offline: true, trust);",
        "options.ConfigureHttpsDefaults(https => https.OnAuthenticate = (_, ssl) =>",
        "{",
        "    ssl.ServerCertificateContext = context;",
        "    ssl.ServerCertificateSelectionCallback = null;",
        "});",
        "https.ServerCertificate = leaf must be set as well, for Kestrel to start",
    ];

    private static byte[] Secret(ImmutableArray<Certificate> certificates, string? key, string name)
    {
        var yaml = new StringBuilder();
        yaml.Append("apiVersion: v1\nkind: Secret\nmetadata:\n  name: ").Append(name).Append('\n');
        yaml.Append(key is null ? "type: Opaque\n" : "type: kubernetes.io/tls\n");
        yaml.Append("data:\n  tls.crt: ").Append(Convert.ToBase64String(FoundOutput.Pem(certificates))).Append('\n');
        if (key is not null) yaml.Append("  tls.key: ").Append(Convert.ToBase64String(Encoding.ASCII.GetBytes(key))).Append('\n');
        return Encoding.ASCII.GetBytes(yaml.ToString());
    }

    private static string Choose(string format) => Formats.Contains(format) ? format
        : throw new UsageException(NearWord.Of(format, Formats) is { } near
            ? $"--format {format}: did you mean '{near}'?"
            : $"--format {format}: known are {string.Join(", ", Formats)}");

    // Only the key's own block, and only the leaf's.
    private static string ReadKey(string file, Certificate leaf)
    {
        var text = Encoding.UTF8.GetString(WholeFile.Read("--key", file));
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
        {
            if (!rest[found.Label].EndsWith("PRIVATE KEY", StringComparison.Ordinal)) continue;
            var key = rest[found.Location].ToString() + "\n";
            try
            {
                using var pair = X509Certificate2.CreateFromPem(PemEncoding.WriteString("CERTIFICATE", leaf.Raw.Span), key);
                return key;
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                throw new UsageException($"--key: {file}: is not the key of the first certificate, or is encrypted");
            }
        }
        throw new UsageException($"--key: {file}: holds no private key as PEM");
    }

    private static string ReadName(string? name) =>
        name is null ? "server"
        : name.Length is > 0 and <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? name
        : throw new UsageException($"--name {name}: small letters, digits and hyphens are wanted");
}
