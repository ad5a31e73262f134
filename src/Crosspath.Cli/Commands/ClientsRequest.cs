using Crosspath.Cli.Inputs;
using Crosspath.Clients;

namespace Crosspath.Cli.Commands;

/// <summary>What <c>crosspath clients</c> was asked.</summary>
/// <param name="Questions">Each with the scenario's id, or null.</param>
/// <param name="Named">The clients that were asked for; empty for all.</param>
/// <param name="Report">What of the input could not be read.</param>
internal sealed record ClientsRequest(
    IReadOnlyList<(string? Scenario, ClientRequest Request)> Questions,
    IReadOnlyList<ClientProfile> Named,
    InputReport Report)
{
    /// <summary>Whether to print JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>The client whose steps are shown; empty for all of them, null for none.</summary>
    public string? Traced { get; init; }

    /// <summary>Whether anything unreadable is an error.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Those that were named; else all, those that check revocation only where there are lists.</summary>
    public IEnumerable<ClientProfile> ClientsFor(ClientRequest request) => Named.Count > 0
        ? Named
        : ProfileCatalogue.BuiltIn.All.Where(profile =>
            profile.Revocation == RevocationRule.None || request.RevocationLists.Length > 0);
}
