using Crosspath.Paths;
using Crosspath.Paths.Validation;
using Crosspath.X509;

namespace Crosspath.Conformance.Tests;

/// <summary>NIST's Public Key Interoperability Test Suite. Its anchors are bare names and keys, and every certificate
/// must be covered by a revocation list.</summary>
public sealed class PkitsTests
{
    [Fact]
    public void Every_run_is_there() => Assert.Equal(249, PkitsRun.All.Count);

    [Fact]
    public void Every_run_ends_as_NIST_says_with_its_own_certificates()
    {
        var wrong = PkitsRun.All.Where(run =>
        {
            var graph = TrustGraph.Build([run.Anchor, run.Target, .. run.Intermediates]);
            return Succeeds(graph, run, run.RevocationLists) != run.IsExpectedToSucceed;
        });

        AssertNone(wrong);
    }

    [Fact]
    public void Every_run_ends_as_NIST_says_with_all_certificates_and_lists_in_one_pool()
    {
        var graph = TrustGraph.Build(PkitsRun.AllCertificates);
        var lists = PkitsRun.AllRevocationLists;

        var wrong = PkitsRun.All.Where(run =>
            Succeeds(graph, run, lists) != run.IsExpectedToSucceed);

        AssertNone(wrong);
    }

    [Fact]
    public void Every_run_that_succeeds_holds_the_policies_that_NIST_says()
    {
        var wrong = PkitsRun.All.Where(run => run.ExpectedPolicies is not null && !HoldsExpectedPolicies(run));

        AssertNone(wrong);
    }

    private static void AssertNone(IEnumerable<PkitsRun> wrong)
    {
        var names = wrong.Select(run => $"{run.Id} {run.Title}").ToArray();
        Assert.True(names.Length == 0, string.Join('\n', names));
    }

    private static bool Succeeds(TrustGraph graph, PkitsRun run, IReadOnlyList<RevocationList> lists)
    {
        var paths = new TrustPaths(graph, [new TrustAnchor(run.Anchor)]);
        var query = new PathQuery(run.Target, run.At)
        {
            Purpose = Purpose.Any,
            AnchorChecks = AnchorChecks.NameAndKey,
            Policies = [.. run.InitialPolicies],
            RequireExplicitPolicy = run.RequireExplicitPolicy,
            InhibitPolicyMapping = run.InhibitMapping,
            InhibitAnyPolicy = run.InhibitAnyPolicy,
            RevocationLists = [.. lists],
            RequireRevocationLists = true,
        };
        return paths.Find(query).Any(path => path.IsValid);
    }

    private static bool HoldsExpectedPolicies(PkitsRun run)
    {
        var inputs = new PolicyInputs(
            [.. run.InitialPolicies], run.RequireExplicitPolicy, run.InhibitMapping, run.InhibitAnyPolicy);
        var state = PolicyState.Initial(inputs);
        Certificate[] path = [.. run.Intermediates, run.Target];
        for (var i = 0; i < path.Length; i++)
        {
            var view = CertificatePolicyView.From(path[i], path[i].IsSelfIssued);
            state = state.Next(view, isLast: i == path.Length - 1);
        }
        return !state.Failed && state.UserConstrainedPolicies().SetEquals(run.ExpectedPolicies!);
    }
}
