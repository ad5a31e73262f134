using Crosspath.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.Clients.Tests;

/// <summary>A client that tries everything from everywhere must agree with the search for all paths, which knows
/// nothing of clients.</summary>
public sealed class AgreementTests
{
    private static readonly ClientProfile TriesEverything = new()
    {
        Client = "ideal",
        Title = "tries everything",
        Versions = "",
        Walk = new WalkRules { Sources = [[Source.Store], [Source.Served]], Repeat = Repeat.Identity },
        Judge = new JudgeRules { When = JudgeTime.While, Host = false },
    };

    // Who signs whom among six CAs, of which two are anchors, and with which fault.
    private static readonly Arbitrary<(int Issuer, int Subject, int Fault)[]> Edges =
        Gen.Choose(0, 5).SelectMany(issuer => Gen.Choose(0, 5).SelectMany(subject =>
                Gen.Choose(0, 11).Select(fault => (issuer, subject, fault))))
            .ArrayOf().ToArbitrary();

    private static readonly string[] Faults =
    [
        "", "", "", "", "expired", "future", "pathlen 0", "pathlen 1", "no-ca", "permit other.test", "wrong-aki",
        "bad-signature",
    ];

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300).WithStartSize(4).WithEndSize(18);

    [Theory]
    [InlineData(JudgeTime.While)]
    [InlineData(JudgeTime.After)]
    public void Who_tries_everything_accepts_when_there_is_a_valid_path(JudgeTime when) => Check.One(
        Runs, Prop.ForAll(Edges, edges =>
    {
        using var world = Draw(edges);
        var leaf = world["leaf/C5"];
        var served = world.Certificates.Where(certificate => !certificate.Equals(leaf)).Prepend(leaf);
        using var simulator = new ClientSimulator(new ClientRequest([.. served], [.. world.Anchors], World.Today));

        var profile = TriesEverything with { Judge = TriesEverything.Judge with { When = when } };
        var accepts = simulator.Predict(profile).IsAccepted;

        return accepts == world.Paths().Find(world.Query("leaf")).Any(path => path.IsValid);
    }));

    private static World Draw((int Issuer, int Subject, int Fault)[] edges)
    {
        var lines = new List<string> { "anchor C0", "anchor C1", "C5 -> leaf" };
        foreach (var (issuer, subject, fault) in edges)
            lines.Add($"C{issuer} -> C{subject}{(Faults[fault].Length == 0 ? "" : " : " + Faults[fault])}");
        return World.Draw(string.Join('\n', lines));
    }
}
