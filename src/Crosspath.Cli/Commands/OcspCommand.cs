using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using Crosspath.Authority;
using Crosspath.Authority.Ocsp;
using Crosspath.Cli.Inputs;
using Crosspath.X509;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath ocsp serve</c>: an OCSP responder for one CA.</summary>
internal sealed class OcspCommand
{
    private const string DefaultAddress = "127.0.0.1:8481";
    private const int LargestRequest = 16 << 10; // a request for 64 certificates has about 5 kB
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly Option<string> _issuer = new("--issuer") { Description = "The CA's certificate.", HelpName = "CERT", Required = true };
    private readonly Option<string> _key = new("--key") { Description = "The CA's key: signs a responder's certificate for a week, and is let go.", HelpName = "KEY" };
    private readonly Option<string> _signer = new("--signer") { Description = "A responder's certificate that the CA has signed, instead of --key.", HelpName = "CERT" };
    private readonly Option<string> _signerKey = new("--signer-key") { Description = "The responder's key.", HelpName = "KEY" };
    private readonly Option<string> _list = new("--crl") { Description = "The CA's revocation list; read again whenever it has changed.", HelpName = "FILE", Required = true };
    private readonly Option<string> _publish = new("--publish") { Description = "A folder whose files are served beside: the revocation list, the CA's certificate.", HelpName = "DIR" };
    private readonly Option<string> _listen = new("--listen") { Description = $"Where to listen (default: {DefaultAddress}); port 0 for any that is free.", HelpName = "ADDRESS:PORT" };
    private readonly Option<string> _passwordFile = new("--password-file") { Description = "A file with the key's password.", HelpName = "FILE" };
    private readonly Option<string> _passwordVariable = new("--password-env") { Description = "An environment variable with it.", HelpName = "NAME" };

    /// <summary>The command with those below it.</summary>
    public static Command Create(Terminal terminal)
    {
        var ocsp = new OcspCommand();
        var serve = new Command("serve", """
            Answer whether certificates of a CA are revoked (RFC 6960), from its revocation list, over HTTP: POST, and GET with the
            request in the path. Under --publish, files such as the list itself are found where certificates point to.

            Examples:
              crosspath ocsp serve --issuer ca.pem --key ca.key --crl ca.crl
              crosspath ocsp serve --issuer ca.pem --signer ocsp.pem --signer-key ocsp.key --crl ca.crl --publish public/
              crosspath revoke leaf.pem --issuer ca.pem --key ca.key --crl ca.crl        the responder notices

            It ends with Ctrl-C.
            """);
        Option[] options =
            [ocsp._issuer, ocsp._key, ocsp._signer, ocsp._signerKey, ocsp._list, ocsp._publish, ocsp._listen, ocsp._passwordFile, ocsp._passwordVariable];
        foreach (var option in options) serve.Options.Add(option);
        serve.SetAction((line, cancellation) => ocsp.Serve(line, terminal, cancellation));
        return new Command("ocsp", "Answer whether certificates are revoked.") { serve };
    }

    private async Task<int> Serve(ParseResult line, Terminal terminal, CancellationToken cancellation)
    {
        var report = new InputReport(terminal);
        if (!IPEndPoint.TryParse(line.GetValue(_listen) ?? DefaultAddress, out var address))
            throw new UsageException($"--listen {line.GetValue(_listen)}: ADDRESS:PORT is wanted, such as {DefaultAddress}");
        var issuer = One("--issuer", line.GetValue(_issuer)!, report);
        var (signer, key) = Signer(line, issuer, terminal, report);
        using (key)
        {
            var list = new CurrentList(line.GetValue(_list)!, issuer, report);
            list.Read(); // what is wrong with it shows at once
            var publish = line.GetValue(_publish) is { } folder ? Folder(folder) : null;
            await using var app = Build(address, new OcspResponder(issuer, signer, key), list, publish);
            await app.StartAsync(cancellation).ConfigureAwait(false);
            terminal.Error.WriteLine($"crosspath: answers for {Printable.Text(issuer.Subject.FriendlyText)} on {app.Urls.First()}/ until {signer.NotAfter:yyyy-MM-dd}");
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        return ExitCode.Yes;
    }

    private (Certificate Signer, SigningKey Key) Signer(ParseResult line, Certificate issuer, Terminal terminal, InputReport report)
    {
        var password = Password.Given(line.GetValue(_passwordFile), line.GetValue(_passwordVariable));
        if (line.GetValue(_signer) is { } file)
        {
            if (line.GetValue(_signerKey) is not { } place) throw new UsageException("--signer wants --signer-key");
            var signer = One("--signer", file, report);
            return (signer, new KeyArgument(place, password).Open(signer.PublicKeyInfo, SignatureForm.Default, terminal.Error));
        }
        if (line.GetValue(_key) is not { } own) throw new UsageException("say who signs: --key of the CA, or --signer and --signer-key");
        using var issuerKey = new KeyArgument(own, password).Open(issuer.PublicKeyInfo, SignatureForm.Default, terminal.Error);
        var key = SigningKey.Create();
        return (OcspResponder.Delegate(issuer, issuerKey, key, TimeProvider.System.GetUtcNow(), Lifetime), key);
    }

    private static WebApplication Build(IPEndPoint address, OcspResponder responder, CurrentList list, string? publish)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(address);
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestRequest;
            server.Limits.MaxRequestLineSize = LargestRequest;
            server.Limits.MaxConcurrentConnections = 256;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        var app = builder.Build();
        app.Run(async context =>
        {
            var path = context.Request.Path.Value?.TrimStart('/') ?? "";
            if (HttpMethods.IsGet(context.Request.Method) && publish is not null && Published(publish, path) is { } file)
            {
                context.Response.ContentType = file.EndsWith(".crl", StringComparison.Ordinal) ? "application/pkix-crl" : "application/pkix-cert";
                await context.Response.SendFileAsync(file, context.RequestAborted).ConfigureAwait(false);
                return;
            }
            var request = HttpMethods.IsPost(context.Request.Method) ? await Body(context.Request).ConfigureAwait(false)
                : HttpMethods.IsGet(context.Request.Method) ? Decode(path)
                : null;
            if (request is null)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
            context.Response.ContentType = "application/ocsp-response";
            var answer = responder.Answer(request, list.Read(), TimeProvider.System.GetUtcNow());
            await context.Response.Body.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
        });
        return app;
    }

    private static async Task<byte[]> Body(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted).ConfigureAwait(false); // Kestrel limits it
        return body.ToArray();
    }

    // RFC 6960 appendix A.1: base64 in the path. The server has decoded it, but for slashes.
    private static byte[]? Decode(string path)
    {
        var text = path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace(' ', '+');
        var bytes = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    // Only what lies directly in the folder, by its plain name.
    private static string? Published(string folder, string name) =>
        name.Length > 0 && name == Path.GetFileName(name) && name[0] != '.' && File.Exists(Path.Combine(folder, name))
            ? Path.Combine(folder, name)
            : null;

    private static string Folder(string folder) =>
        Directory.Exists(folder) ? Path.GetFullPath(folder) : throw new UsageException($"--publish: {folder}: there is no such folder");

    private static Certificate One(string option, string file, InputReport report) =>
        CertificateInput.Read([file], report).Certificates is [var certificate, ..] ? certificate
            : throw new UsageException($"{option}: {file}: holds no certificate");

    /// <summary>The list as the file has it; one that is half written leaves the one before it in force.</summary>
    private sealed class CurrentList(string file, Certificate issuer, InputReport report)
    {
        private readonly Lock _lock = new();
        private RevocationList? _list;
        private DateTime _written;

        public RevocationList Read()
        {
            lock (_lock)
            {
                var written = File.GetLastWriteTimeUtc(file);
                if (_list is not null && written == _written) return _list;
                if (TryRead() is { } list) (_list, _written) = (list, written);
                return _list ?? throw new UsageException($"--crl: {file}: is no revocation list that {issuer.Subject.FriendlyText} has signed");
            }
        }

        private RevocationList? TryRead()
        {
            if (!File.Exists(file)) throw new UsageException($"--crl: {file}: the file does not exist; make it with: crosspath revoke");
            try
            {
                var found = CertificateInput.Read([file], report).RevocationLists;
                using var key = PublicKey.Import(issuer.PublicKeyInfo.Span);
                return found.FirstOrDefault(list => list.Issuer == issuer.Subject && !list.IsDelta
                    && key.Verify(list.SignatureAlgorithm.Span, list.SignedPart.Span, list.Signature.Span) == SignatureVerdict.Valid);
            }
            catch (Exception e) when (_list is not null && e is UsageException or IOException or CryptographicException)
            {
                return null;
            }
        }
    }
}
