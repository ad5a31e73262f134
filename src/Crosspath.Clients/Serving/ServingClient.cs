using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Clients.Serving;

/// <summary>A client that a site wants to reach.</summary>
/// <param name="Name">What it is called in answers.</param>
/// <param name="Profile">How it builds chains.</param>
/// <param name="Weight">How much it counts, beside others.</param>
/// <param name="Roots">What it trusts, and when; times that are not covered trust nothing.</param>
public sealed record ServingClient(
    string Name, ClientProfile Profile, double Weight, ImmutableArray<RootPeriod> Roots)
{
    /// <summary>The roots of an instant.</summary>
    public ImmutableArray<Certificate> RootsAt(DateTimeOffset at)
    {
        foreach (var period in Roots)
        {
            if (period.Period.Contains(at)) return period.Roots;
        }
        return [];
    }
}

/// <summary>What was trusted during a time.</summary>
/// <param name="Period">The time.</param>
/// <param name="Roots">The trust store.</param>
public sealed record RootPeriod(Validity Period, ImmutableArray<Certificate> Roots);
