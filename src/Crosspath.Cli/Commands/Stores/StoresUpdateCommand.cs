using System.Collections.Immutable;
using System.CommandLine;
using Crosspath.Fetch;
using Crosspath.Stores;
using Crosspath.Stores.Catalog;
using Crosspath.X509;

namespace Crosspath.Cli.Commands.Stores;

/// <summary><c>crosspath stores update</c>: asks the publishers for what they have today.</summary>
internal static class StoresUpdateCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = $"Which stores (default: all of {string.Join(", ", StoreSource.Published.Select(source => source.Name))}).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var sources = new Option<string>("--sources")
        {
            Description = "Other places: a JSON array of {\"name\", \"url\", \"certificates\": [url…]}.",
            HelpName = "FILE",
        };
        var allowPrivate = new Option<bool>("--allow-private") { Description = "Also ask servers on this machine or in private networks." };
        var unsigned = new Option<bool>("--unsigned") { Description = "Use a signed list although its signature is not good." };
        var timeout = NumberOption.Create("--timeout", "Seconds that a document may take (default: 60).", "SECONDS");
        var catalog = new CatalogOption();
        var command = new Command("update", """
            Fetch stores from their publishers into the catalogue. Each store is written whole or not at all; when one cannot be
            fetched, or the update is interrupted, the catalogue keeps what it had.

            Examples:
              crosspath stores update
              crosspath stores update nss chrome
              crosspath stores update --sources mirror.json --allow-private

            Exit code: 0 when every store is up to date, 3 when one could not be fetched.
            """) { names, sources, allowPrivate, unsigned, timeout };
        catalog.AddTo(command);
        command.SetAction(async (line, cancellation) =>
        {
            StoreSource[] chosen = [.. Choose(line.GetValue(names) ?? [], ReadSources(line.GetValue(sources)))];
            var limits = new FetchLimits { AllowPrivate = line.GetValue(allowPrivate) };
            if (line.GetValue(timeout) is { } seconds) limits = limits with { MostTime = TimeSpan.FromSeconds(seconds) };
            using var fetch = new HttpFetch(limits);
            var update = new StoreUpdate(fetch, catalog.Open(line), line.GetValue(unsigned));
            var failed = 0;
            foreach (var source in chosen)
            {
                var (said, isGood) = await update.Run(source, cancellation).ConfigureAwait(false);
                if (isGood)
                {
                    using var output = terminal.OpenText();
                    output.WriteLine(said);
                }
                else
                {
                    terminal.Error.WriteLine($"crosspath: {said}");
                    failed++;
                }
            }
            return failed > 0 ? ExitCode.Unfinished : ExitCode.Yes;
        });
        return command;
    }

    private static ImmutableArray<StoreSource> ReadSources(string? file)
    {
        if (file is null) return StoreSource.Published;
        try
        {
            return StoreSource.Read(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new UsageException($"--sources: {file}: {(e is FileNotFoundException ? "the file does not exist" : e.Message)}");
        }
    }

    private static IEnumerable<StoreSource> Choose(string[] names, ImmutableArray<StoreSource> sources)
    {
        if (names.Length == 0) return sources;
        return names.Select(name => sources.FirstOrDefault(source => source.Name == name)
            ?? throw new UsageException($"no source of a store '{name}' is known; there are: {string.Join(", ", sources.Select(source => source.Name))}"));
    }

    /// <summary>Fetches one store after the other into a catalogue.</summary>
    private sealed class StoreUpdate(HttpFetch fetch, StoreCatalog catalog, bool mayBeUnsigned)
    {
        public async Task<(string Line, bool IsGood)> Run(StoreSource source, CancellationToken cancellation)
        {
            if (source.Name == IntermediatePool.SourceName)
                return await Refill(source, cancellation).ConfigureAwait(false);
            var certificates = new List<Certificate>(catalog.Certificates);
            foreach (var url in source.Certificates)
            {
                var (more, problem) = await fetch.Get(url, cancellation).ConfigureAwait(false);
                if (more is null) return ($"{source.Name}: {problem}; kept as it was", false);
                certificates.AddRange(CertificatesIn(more));
            }
            var (document, failure) = await fetch.Get(source.Url, cancellation).ConfigureAwait(false);
            return document is null ? ($"{source.Name}: {failure}; kept as it was", false) : Import(source, document, certificates, cancellation);
        }

        private async Task<(string Line, bool IsGood)> Refill(StoreSource source, CancellationToken cancellation)
        {
            var (document, problem) = await fetch.Get(source.Url, cancellation).ConfigureAwait(false);
            if (document is null) return ($"{source.Name}: {problem}; kept as they were", false);
            // Roots are for stores: whoever preloads them must not make them more than they are.
            Certificate[] found =
                [.. CertificatesIn(document).Where(certificate => certificate is { IsCa: true, IsSelfIssued: false })];
            if (found.Length == 0)
                return ($"{source.Name}: {source.Url}: holds no intermediate certificates; kept as they were", false);
            try
            {
                return ($"{source.Name}: {new IntermediatePool(catalog.Folder).Replace(found)} certificates", true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return ($"{source.Name}: {e.Message}; kept as they were", false);
            }
        }

        private static List<Certificate> CertificatesIn(FetchedDocument document)
        {
            var certificates = new List<Certificate>();
            using var stream = new MemoryStream(Plain(document).ToArray(), writable: false);
            var items = CertificateFiles.Read(stream, document.Url.ToString());
            foreach (var item in items.OfType<InputItem.FoundCertificate>())
            {
                if (Certificate.TryRead(item.Der, out var certificate, out _)) certificates.Add(certificate);
            }
            return certificates;
        }

        private (string Line, bool IsGood) Import(
            StoreSource source, FetchedDocument document, List<Certificate> certificates, CancellationToken cancellation)
        {
            var content = Plain(document);
            var latest = catalog.TryRead(source.Name, out var history) ? history.Versions[^1] : null;
            var settings = new StoreImportSettings
            {
                Name = source.Name,
                Known = certificates,
                MayBeUnsigned = mayBeUnsigned,
                FallbackDate = document.LastModified ?? TimeProvider.System.GetUtcNow(),
            };
            try
            {
                var import = StoreImport.Of(content, document.Url.ToString(), settings);
                var version = import.Versions[^1];
                if (latest is not null && latest.SourceHash == version.SourceHash) return ($"{source.Name}: up to date ({latest.Version})", true);
                catalog.Add(import.Versions, [.. import.Certificates, .. certificates], null, cancellation);
                var left = import.Problems.IsEmpty ? "" : $", {import.Problems.Length} entries left out";
                return ($"{source.Name}: {version.Version}, {version.Entries.Count(entry => entry.IsAnchor)} anchors{left}", true);
            }
            catch (Exception e) when (e is StoreImportException or IOException)
            {
                return ($"{source.Name}: {e.Message}; kept as it was", false);
            }
        }

        // Gitiles gives files in base64 when asked for text.
        private static ReadOnlyMemory<byte> Plain(FetchedDocument document)
        {
            if (!document.Url.Query.Contains("format=TEXT", StringComparison.OrdinalIgnoreCase)) return document.Content;
            var buffer = new byte[document.Content.Length];
            return System.Buffers.Text.Base64.DecodeFromUtf8(document.Content.Span, buffer, out _, out var length) == System.Buffers.OperationStatus.Done
                ? buffer.AsMemory(0, length)
                : document.Content;
        }
    }
}
