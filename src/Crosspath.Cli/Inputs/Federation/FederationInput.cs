using Crosspath.Federations;

namespace Crosspath.Cli.Inputs;

/// <summary>What a federation command works on.</summary>
/// <param name="Federation">What ought to be.</param>
/// <param name="Folder">Where the files are.</param>
internal sealed record FederationInput(Federation Federation, FederationFolder Folder)
{
    /// <summary>The file's path.</summary>
    public required string Path { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The domains whose part is asked for.</summary>
    public required string[] Domains { get; init; }
}
