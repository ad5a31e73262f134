namespace Crosspath.ClientLab.Tests;

/// <summary>A PKI, what a server of it sends, and what a client trusts.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Drawing">As <see cref="Testing.World"/> draws it; the server's certificate is leaf's.</param>
/// <param name="Served">Labels, in the order in which they are sent.</param>
/// <param name="Roots">Labels, in the order in which they are loaded.</param>
public sealed record LiveScenario(string Name, string Drawing, string[] Served, string[] Roots)
{
    private const string Old = "from 2010-01-01, until 2020-01-01";
    private const string Now = "from 2010-01-01, until 2045-01-01";

    private const string Cross = $"""
        anchor Old : {Now}
        anchor New : {Now}
        Old -> New : {Now}
        New -> Int : {Now}
        Int -> leaf : from 2024-01-01, until 2040-01-01
        """;

    private const string ExpiredOld = $"""
        anchor Old : {Old}
        anchor New : {Now}
        Old -> New : {Now}
        New -> Int : {Now}
        Int -> leaf : from 2024-01-01, until 2040-01-01
        """;

    private const string TwoInts = $"""
        anchor A : {Now}
        anchor B : {Now}
        A -> Int : {Now}
        B -> Int : {Now}
        Int -> leaf : from 2024-01-01, until 2040-01-01
        """;

    private const string OneExpired = $"""
        anchor A : {Now}
        anchor B : {Now}
        A -> Int : {Old}
        B -> Int : {Now}
        Int -> leaf : from 2024-01-01, until 2040-01-01
        """;

    private const string Deep = $"""
        anchor Root : {Now}
        Root -> I1 : {Now}
        I1 -> I2 : {Now}
        I2 -> I3 : {Now}
        I3 -> I4 : {Now}
        I4 -> leaf : from 2024-01-01, until 2040-01-01
        """;

    private const string Rollover = $"""
        anchor Root : {Now}
        anchor RootB : {Now}, same-name-as Root
        RootB -> leaf : from 2024-01-01, until 2040-01-01
        """;

    private const string PathLength = $"""
        anchor Root : {Now}
        Root -> I1 : {Now}, pathlen 0
        I1 -> I2 : {Now}
        I2 -> leaf : from 2024-01-01, until 2040-01-01
        """;

    private const string Constrained = $"""
        anchor Root : {Now}
        Root -> Int : {Now}, permit dns:other.test
        Int -> leaf : from 2024-01-01, until 2040-01-01
        """;

    private const string NotCa = $"""
        anchor Root : {Now}
        Root -> Int : {Now}, no-ca
        Int -> leaf : from 2024-01-01, until 2040-01-01
        """;

    private const string WrongAki = $"""
        anchor Root : {Now}
        Root -> Int : {Now}
        Int -> leaf : from 2024-01-01, until 2040-01-01, wrong-aki
        """;

    private const string BadSignature = $"""
        anchor Root : {Now}
        Root -> Int : {Now}
        Int -> leaf : from 2024-01-01, until 2040-01-01, bad-signature
        """;

    private const string CodeSigning = $"""
        anchor Root : {Now}
        Root -> Int : {Now}, purpose codeSigning
        Int -> leaf : from 2024-01-01, until 2040-01-01
        """;

    private const string Policies = $"""
        anchor Root : {Now}
        Root -> Int : {Now}, policy 1.2.3.4, require-explicit 0
        Int -> leaf : from 2024-01-01, until 2040-01-01, policy 1.2.3.4
        """;

    private const string InhibitAny = $"""
        anchor Root : {Now}
        Root -> Int : {Now}, policy 1.2.3.4, inhibit-any 0
        Int -> leaf : from 2024-01-01, until 2040-01-01, policy 1.2.3.4
        """;

    private const string Mappings = $"""
        anchor Root : {Now}
        Root -> Int : {Now}, policy 1.2.3.4, map 1.2.3.4=1.2.3.5
        Int -> leaf : from 2024-01-01, until 2040-01-01, policy 1.2.3.5
        """;

    private const string MappingsLost = $"""
        anchor Root : {Now}
        Root -> Int : {Now}, policy 1.2.3.4, require-explicit 0
        Int -> leaf : from 2024-01-01, until 2040-01-01, policy 1.2.3.9
        """;

    private const string Expired = $"""
        anchor Root : {Now}
        Root -> Int : {Now}
        Int -> leaf : from 2018-01-01, until 2019-01-01
        """;

    /// <summary>All of them; those with more than one certificate behind the leaf also the other way round.</summary>
    public static IReadOnlyList<LiveScenario> All { get; } = [.. Written().SelectMany(WithMirror)];

    private static IEnumerable<LiveScenario> Written() =>
    [
        new("plain", Cross, ["leaf/Int", "Int/New"], ["New/New"]),
        new("cross-sign needed", Cross, ["leaf/Int", "Int/New", "New/Old"], ["Old/Old"]),
        new("cross-sign not needed", Cross, ["leaf/Int", "Int/New", "New/Old"], ["New/New"]),
        new("both roots", Cross, ["leaf/Int", "Int/New", "New/Old"], ["Old/Old", "New/New"]),
        new("cross-sign missing", Cross, ["leaf/Int", "Int/New"], ["Old/Old"]),
        new("intermediate missing", Cross, ["leaf/Int"], ["New/New"]),
        new("root served", Cross, ["leaf/Int", "Int/New", "New/New"], ["New/New"]),
        new("root served, another trusted", Cross, ["leaf/Int", "Int/New", "New/New", "New/Old"], ["Old/Old"]),
        new("duplicates", Cross, ["leaf/Int", "Int/New", "Int/New", "New/Old"], ["Old/Old"]),
        new("expired root over a cross-sign, new root trusted", ExpiredOld, ["leaf/Int", "Int/New", "New/Old"], ["New/New"]),
        new("expired root over a cross-sign, both trusted", ExpiredOld, ["leaf/Int", "Int/New", "New/Old"], ["Old/Old", "New/New"]),
        new("expired root over a cross-sign, only that trusted", ExpiredOld, ["leaf/Int", "Int/New", "New/Old"], ["Old/Old"]),
        new("two branches, one root", TwoInts, ["leaf/Int", "Int/A", "Int/B"], ["B/B"]),
        new("two branches, both roots", TwoInts, ["leaf/Int", "Int/A", "Int/B"], ["A/A", "B/B"]),
        new("expired branch first", OneExpired, ["leaf/Int", "Int/A", "Int/B"], ["A/A", "B/B"]),
        new("expired branch first, its root alone", OneExpired, ["leaf/Int", "Int/A", "Int/B"], ["A/A"]),
        new("expired branch first, the other root alone", OneExpired, ["leaf/Int", "Int/A", "Int/B"], ["B/B"]),
        new("four intermediates", Deep, ["leaf/I4", "I4/I3", "I3/I2", "I2/I1", "I1/Root"], ["Root/Root"]),
        new("four intermediates out of order", Deep, ["leaf/I4", "I2/I1", "I4/I3", "I1/Root", "I3/I2"], ["Root/Root"]),
        new("same name, other key first", Rollover, ["leaf/RootB"], ["Root/Root", "RootB/RootB"]),
        new("same name, other key alone", Rollover, ["leaf/RootB"], ["Root/Root"]),
        new("path length", PathLength, ["leaf/I2", "I2/I1", "I1/Root"], ["Root/Root"]),
        new("names outside the constraints", Constrained, ["leaf/Int", "Int/Root"], ["Root/Root"]),
        new("no CA in between", NotCa, ["leaf/Int", "Int/Root"], ["Root/Root"]),
        new("wrong authority key identifier", WrongAki, ["leaf/Int", "Int/Root"], ["Root/Root"]),
        new("bad signature", BadSignature, ["leaf/Int", "Int/Root"], ["Root/Root"]),
        new("intermediate for code", CodeSigning, ["leaf/Int", "Int/Root"], ["Root/Root"]),
        new("critical policy constraints", Policies, ["leaf/Int", "Int/Root"], ["Root/Root"]),
        new("critical inhibitAnyPolicy", InhibitAny, ["leaf/Int", "Int/Root"], ["Root/Root"]),
        new("policy mappings", Mappings, ["leaf/Int", "Int/Root"], ["Root/Root"]),
        new("explicit policy that is not there", MappingsLost, ["leaf/Int", "Int/Root"], ["Root/Root"]),
        new("expired leaf", Expired, ["leaf/Int", "Int/Root"], ["Root/Root"]),
        new("nobody trusted", Cross, ["leaf/Int", "Int/New"], ["Old/Old"]),
    ];

    private static IEnumerable<LiveScenario> WithMirror(LiveScenario scenario)
    {
        yield return scenario;
        if (scenario.Served.Length > 2)
            yield return scenario with { Name = scenario.Name + ", reversed", Served = [scenario.Served[0], .. scenario.Served[1..].Reverse()] };
    }
}
