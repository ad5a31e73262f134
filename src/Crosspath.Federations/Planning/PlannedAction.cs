using System.Collections.Immutable;
using Crosspath.Authority;
using Crosspath.Authority.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>One thing to be done, or that cannot be done yet.</summary>
/// <param name="Domain">Whose business it is.</param>
public abstract record PlannedAction(string Domain)
{
    /// <summary>Give a file to the others.</summary>
    /// <param name="Path">Where.</param>
    /// <param name="Content">What.</param>
    /// <param name="What">In words.</param>
    public sealed record Publish(string Domain, string Path, byte[] Content, string What) : PlannedAction(Domain);

    /// <summary>Write a request that proves possession of the root's key.</summary>
    public sealed record Prove(string Domain, DomainIssuer Issuer) : PlannedAction(Domain);

    /// <summary>Sign a cross-certificate.</summary>
    /// <param name="Wanted">Which.</param>
    /// <param name="Number">The how manieth of its name.</param>
    /// <param name="Plan">Exactly what.</param>
    /// <param name="Why">In words.</param>
    public sealed record Issue(string Domain, WantedCross Wanted, int Number, CrossSignPlan Plan, string Why)
        : PlannedAction(Domain)
    {
        /// <summary>Whether there is one that says the same, and ends soon.</summary>
        public bool IsRenewal { get; init; }
    }

    /// <summary>Revoke a cross-certificate.</summary>
    /// <param name="Cross">Which.</param>
    /// <param name="Reason">For the list.</param>
    /// <param name="Why">In words.</param>
    public sealed record Revoke(string Domain, IssuedCross Cross, RevocationReason Reason, string Why)
        : PlannedAction(Domain);

    /// <summary>Sign the next revocation list.</summary>
    /// <param name="Issuer">Whose.</param>
    /// <param name="Changes">What is to be revoked by it.</param>
    /// <param name="Why">In words.</param>
    public sealed record IssueList(
        string Domain, DomainIssuer Issuer, ImmutableArray<RevocationDraft> Changes, string Why)
        : PlannedAction(Domain)
    {
        /// <summary>For how many days it is good.</summary>
        public int Lifetime { get; init; } = 7;
    }

    /// <summary>Write trust bundles anew.</summary>
    /// <param name="Files">Path and content.</param>
    public sealed record Distribute(string Domain, ImmutableArray<(string Path, byte[] Content)> Files)
        : PlannedAction(Domain);

    /// <summary>Something is missing that another domain has to give.</summary>
    /// <param name="What">In words.</param>
    /// <param name="From">Who.</param>
    public sealed record Wait(string Domain, string What, string From) : PlannedAction(Domain);

    /// <summary>What is wanted must not be signed.</summary>
    /// <param name="What">In words.</param>
    /// <param name="Reasons">At least one.</param>
    public sealed record Refuse(string Domain, string What, ImmutableArray<string> Reasons) : PlannedAction(Domain);
}
