using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Clients;

/// <summary>What a client is expected to do.</summary>
/// <param name="Client">Its name, as the profile has it.</param>
/// <param name="IsAccepted">Whether it goes on with the connection.</param>
/// <param name="Chain">The chain that it takes, leaf to anchor; empty when rejected.</param>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="Trace">How it came to that, step by step.</param>
public sealed record ClientPrediction(
    string Client, bool IsAccepted, ImmutableArray<Certificate> Chain, string Reason, ImmutableArray<TraceStep> Trace)
{
    /// <summary>Whether the profile was held against the real client.</summary>
    public bool IsMeasured { get; init; }
}
