using Crosspath.Fetch.Tls;
using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>Certificates out of live servers, and out of a corpus by their fingerprint, where a command line names them in
/// place of a file.</summary>
internal sealed class EndpointInput(ProbeOptions options, CancellationToken cancellation)
{
    /// <summary>Whether the first certificate may be one that cannot be read, since no question is about it.</summary>
    public bool MayLackTarget { get; init; }

    /// <summary>The corpora in which fingerprints are looked up.</summary>
    public IReadOnlyList<string> Corpora { get; init; } = [];

    /// <summary>The server that a word names; null when it names none. A file of that name comes first.</summary>
    public static TlsEndpoint? Named(string word) =>
        TlsEndpoint.TryParse(word, out var endpoint) && !Path.Exists(word) ? endpoint : null;

    /// <summary>The name by which the server is asked, which its certificate should be for; null for a file.</summary>
    public static string? HostOf(string word) => Named(word) is { } endpoint ? HostOf(endpoint) : null;

    /// <summary>The same of a server.</summary>
    public static string HostOf(TlsEndpoint endpoint) => endpoint.ServerName ?? endpoint.Host;

    /// <summary>What it serves, in order; offsets are those within its list.</summary>
    /// <exception cref="IOException">It cannot be asked, or serves nothing that can be used.</exception>
    public IReadOnlyList<InputItem> Read(TlsEndpoint endpoint)
    {
        // The one door between commands, which are synchronous, and the network. The library resumes on no context.
        var (chain, problem) = TlsProbe.Ask(endpoint, options, cancellation).GetAwaiter().GetResult();
        if (chain is null) throw new IOException(Printable.Text(problem!, 400));
        if (Fault(chain, chain.Certificates[0]) is { } fault && !MayLackTarget) throw new IOException(fault);
        return Items(chain);
    }

    /// <summary>A served list as what is found in a file.</summary>
    public static IReadOnlyList<InputItem> Items(ServedChain chain)
    {
        var items = new List<InputItem>();
        var offset = 0L;
        foreach (var entry in chain.Certificates)
        {
            items.Add(new InputItem.FoundCertificate(chain.Endpoint.ToString(), offset, entry));
            offset += entry.Length;
        }
        return items;
    }

    /// <summary>Why a served certificate cannot be used; null when it can.</summary>
    public static string? Fault(ServedChain chain, ReadOnlyMemory<byte> entry) =>
        Certificate.TryRead(entry, out _, out var error)
            ? null
            : $"{chain.Endpoint}: the certificate that it serves {error}";
}
