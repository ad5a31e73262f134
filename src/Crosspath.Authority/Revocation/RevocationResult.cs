using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Authority.Revocation;

/// <summary>What came of a change to a revocation list.</summary>
public abstract record RevocationResult
{
    private RevocationResult() { }

    /// <summary>The next lists, signed and verified.</summary>
    /// <param name="Complete">Takes the place of the current one.</param>
    /// <param name="Delta">Null when none was asked for.</param>
    /// <param name="Notes">What was left as it was.</param>
    public sealed record Issued(RevocationList Complete, RevocationList? Delta, ImmutableArray<string> Notes)
        : RevocationResult;

    /// <summary>The next complete list but for its signature.</summary>
    /// <param name="SignedPart">tbsCertList, as it is to be signed.</param>
    /// <param name="Preview">The list with a signature that means nothing.</param>
    /// <param name="Notes">What was left as it was.</param>
    public sealed record Planned(ReadOnlyMemory<byte> SignedPart, RevocationList Preview, ImmutableArray<string> Notes)
        : RevocationResult;

    /// <summary>Nothing was signed.</summary>
    /// <param name="Reasons">At least one.</param>
    public sealed record Refused(ImmutableArray<string> Reasons) : RevocationResult;
}
