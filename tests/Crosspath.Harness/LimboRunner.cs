using System.IO.Compression;
using System.Text.Json;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Harness;

/// <summary>
/// Answers x509-limbo's cases. Its anchors are checked as certificates, its namespace <c>webpki</c> wants the Web-PKI
/// profile, and all else the strict reading of RFC 5280.
/// </summary>
internal static class LimboRunner
{
    /// <summary>Reads a file of cases, plain or gzip.</summary>
    public static LimboFile ReadCases(string path)
    {
        using var file = File.OpenRead(path);
        var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using Stream content = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        return JsonSerializer.Deserialize<LimboFile>(content) ?? throw new JsonException("no document");
    }

    /// <summary>Answers every case, in order.</summary>
    public static LimboResults Run(LimboFile file, DateTimeOffset now) =>
        new(1, "crosspath", [.. file.Cases.AsParallel().AsOrdered().Select(test => Run(test, now))]);

    private static LimboResult Run(LimboCase test, DateTimeOffset now)
    {
        if (Read(test.PeerCertificate) is not { } target)
            return new LimboResult(test.Id, "FAILURE", "the peer's certificate cannot be read");
        var roots = test.TrustedCertificates.Select(Read).OfType<Certificate>().ToArray();
        var graph = TrustGraph.Build(
            [target, .. roots, .. test.Intermediates.Select(Read).OfType<Certificate>()],
            new GraphOptions { Parallelism = 1 });
        var paths = new TrustPaths(graph, roots.Select(root => new TrustAnchor(root)));
        var names = test.ExpectedPeerName is { } only ? [only] : test.ExpectedPeerNames;
        string? failure = null;
        foreach (var host in names.Select(name => (string?)name.Value).DefaultIfEmpty(null))
        {
            var query = QueryFor(test, target, test.ValidationTime ?? now) with { Host = host };
            var best = paths.Find(query).FirstOrDefault();
            if (best is not { IsValid: true }) failure ??= Reason(best);
        }
        return failure is null
            ? new LimboResult(test.Id, "SUCCESS", "")
            : new LimboResult(test.Id, "FAILURE", failure);
    }

    private static PathQuery QueryFor(LimboCase test, Certificate target, DateTimeOffset at) => new(target, at)
    {
        Purpose = PurposeOf(test),
        Profile = test.Id.StartsWith("webpki::", StringComparison.Ordinal) ? RuleProfile.WebPki : RuleProfile.StrictRfc5280,
        RevocationLists = [.. test.RevocationLists.Select(ReadList).OfType<RevocationList>()],
        Budget = new SearchBudget { MaxPaths = 1, MaxSteps = 100_000, MaxDepth = test.MaxChainDepth + 2 },
    };

    private static Purpose PurposeOf(LimboCase test) =>
        Purpose.All.FirstOrDefault(purpose => test.ExtendedKeyUsage.Contains(purpose.Name))
        ?? (test.ValidationKind == "CLIENT" ? Purpose.ClientAuth : Purpose.ServerAuth);

    private static string Reason(JudgedPath? best) => best is null
        ? "no path to an anchor"
        : string.Join("; ", best.Findings.Where(f => f.Severity == Severity.Error).Select(f => $"{f.Code}: {f.Message}"));

    private static Certificate? Read(string pem) =>
        Items(pem).OfType<InputItem.FoundCertificate>().FirstOrDefault() is { } found
        && Certificate.TryRead(found.Der, out var certificate, out _) ? certificate : null;

    private static RevocationList? ReadList(string pem) =>
        Items(pem).OfType<InputItem.FoundCrl>().FirstOrDefault() is { } found
        && RevocationList.TryRead(found.Der, out var list, out _) ? list : null;

    private static List<InputItem> Items(string pem)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(pem));
        return [.. CertificateFiles.Read(stream, "case")];
    }
}
