using Crosspath.Cli.Inputs;
using Crosspath.Fetch.Collateral;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>What a <c>crosspath paths</c> command line asks for, its files read.</summary>
/// <param name="Targets">One, or with <c>--each</c> all of the target files.</param>
/// <param name="Certificates">Everything at hand: targets, intermediates, anchors.</param>
/// <param name="History">Who is trusted; the question's time decides.</param>
/// <param name="Query">The question; its target is replaced by each target.</param>
internal sealed record PathsRequest(
    IReadOnlyList<Certificate> Targets,
    IReadOnlyList<Certificate> Certificates,
    TrustHistory History,
    PathQuery Query)
{
    /// <summary>Servers to ask in place of targets; null for none. The query's host is then that of every server, or
    /// null for each one's own name.</summary>
    public HostsQuestion? Hosts { get; init; }

    /// <summary>Fetches what certificates point to; null when nothing is to be fetched.</summary>
    public CollateralInput? Collateral { get; init; }

    /// <summary>The same with the revocation lists that were fetched.</summary>
    public PathsRequest With(FetchedCollateral fetched) => this with
    {
        Query = Query with { RevocationLists = [.. Query.RevocationLists, .. fetched.RevocationLists] },
    };

    /// <summary>What fetched OCSP responses say at the time in question.</summary>
    public IEnumerable<Distrust> FetchedDistrusts(FetchedCollateral fetched, TrustGraph graph) =>
        Collateral is null
            ? []
            : (History with { Distrusts = [.. Collateral.Distrusts(fetched, graph)] }).DistrustsAt(Query.At);

    public required InputReport Report { get; init; }

    public required PathsFormat Format { get; init; }

    public required VerdictFile? Verdicts { get; init; }

    /// <summary>Whether unreadable input is an error even with an answer.</summary>
    public bool IsStrict { get; init; }
}

/// <summary>How answers are written.</summary>
internal sealed record PathsFormat
{
    public bool IsJson { get; init; }

    /// <summary>Whether there is one answer a line.</summary>
    public bool IsEach { get; init; }

    public bool IsCountOnly { get; init; }

    public bool IsExplained { get; init; }

    /// <summary>What is drawn on standard output instead of the text.</summary>
    public PictureKind? Drawn { get; init; }

    /// <summary>Pictures to draw into files: the kind and the file.</summary>
    public required IReadOnlyList<(PictureKind Kind, string File)> Pictures { get; init; }
}
