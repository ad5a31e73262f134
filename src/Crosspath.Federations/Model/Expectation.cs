using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>Who must, and who must not, be trusted where.</summary>
public sealed record Expectation
{
    /// <summary>The workload in question; null when it is about any certificate of a domain.</summary>
    public string? Workload { get; init; }

    /// <summary>Without a workload: the domain that would certify <see cref="Host"/>.</summary>
    public string? Certifier { get; init; }

    /// <summary>Without a workload: the DNS name.</summary>
    public string? Host { get; init; }

    /// <summary>The domains whose members must trust it.</summary>
    public ImmutableArray<string> TrustedIn { get; init; } = [];

    /// <summary>The domains whose members must not.</summary>
    public ImmutableArray<string> NotTrustedIn { get; init; } = [];

    /// <summary>At which time; null for now. A workload's certificate is taken to be renewed by then.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The line of federation.yaml.</summary>
    public int Line { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Workload ?? $"{Host} certified by {Certifier}";
}
