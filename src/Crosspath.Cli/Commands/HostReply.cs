using Crosspath.Cli.Inputs;
using Crosspath.Fetch.Collateral;
using Crosspath.Fetch.Tls;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>What came of asking one server.</summary>
/// <param name="Endpoint">The server.</param>
/// <param name="Problem">Why nothing came, in a line that begins with the server's name; null when something
/// did.</param>
internal sealed record HostReply(TlsEndpoint Endpoint, string? Problem)
{
    /// <summary>What it serves, the target first; never empty without a problem.</summary>
    public IReadOnlyList<Certificate> Served { get; private init; } = [];

    /// <summary>Entries of its list that cannot be read.</summary>
    public IReadOnlyList<InputItem.Unreadable> Unreadable { get; private init; } = [];

    /// <summary>What was found where its certificates point to.</summary>
    public FetchedCollateral Fetched { get; init; } = FetchedCollateral.Empty;

    /// <summary>Reads what was served.</summary>
    public static HostReply Of(ServedChain chain)
    {
        var (served, unreadable) = (new List<Certificate>(), new List<InputItem.Unreadable>());
        foreach (var item in EndpointInput.Items(chain).OfType<InputItem.FoundCertificate>())
        {
            if (Certificate.TryRead(item.Der, out var certificate, out var error)) served.Add(certificate);
            else
            {
                unreadable.Add(new InputItem.Unreadable(
                    item.Source, item.Offset, UnreadableKind.Damaged, $"the certificate {error}"));
            }
        }
        return new HostReply(chain.Endpoint, null) { Served = served, Unreadable = unreadable };
    }
}
