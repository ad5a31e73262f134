using System.Numerics;
using Crosspath.Paths.Explanation;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Paths.Tests;

/// <summary>Graphs on which path builders have failed, drawn from their issue threads, and RFC 4158's figures.</summary>
public sealed class CrossSignGraphTests
{
    [Fact]
    public void A_cycle_of_two_cross_signs_gives_two_paths()
    {
        // RFC 4158 figure 7, with one edge spoiled.
        using var world = World.Draw("""
            anchor Root
            Root -> A C
            A -> C B
            C -> A
            C -> B : purpose codeSigning
            B -> leaf
            """);

        Assert.Equal(["leaf B A Root", "leaf B A C Root"], world.ValidPaths("leaf", Purpose.ServerAuth));
    }

    [Fact]
    public void Of_two_intermediates_of_one_name_and_key_the_one_that_leads_nowhere_is_no_hindrance()
    {
        // dotnet/runtime#98921
        using var world = World.Draw("""
            anchor Root
            Nowhere -> A
            Root -> A
            A -> leaf
            """);

        Assert.Equal(["leaf A Root"], world.ValidPaths("leaf"));
    }

    [Fact]
    public void An_expired_twin_does_not_shadow_a_valid_certificate()
    {
        // dotnet/runtime#43884
        using var world = World.Draw("""
            anchor Root
            Root -> A : expired
            Root -> A
            A -> leaf
            """);

        Assert.Equal(["leaf A Root"], world.ValidPaths("leaf"));
        Assert.Equal(2, world.AllPaths("leaf").Count);
    }

    [Fact]
    public void A_removed_root_returns_through_its_cross_sign()
    {
        // golang/go#81287: Old is no anchor any more, but New signed it.
        using var world = World.Draw("""
            anchor New
            Old -> Old A
            New -> Old
            A -> leaf
            """);

        Assert.Equal(["leaf A Old New"], world.ValidPaths("leaf"));
    }

    [Fact]
    public void Three_roots_that_all_cross_sign_each_other_do_not_confuse()
    {
        // CVE-2024-0567: GnuTLS asserted on this cycle.
        using var world = World.Draw("""
            anchor A
            A -> B C
            B -> A C
            C -> A B
            A -> A1
            B -> B1
            C -> C1
            A1 -> leaf
            """);

        Assert.Equal(["leaf A1 A"], world.ValidPaths("leaf"));
        Assert.Equal(new PathCounts(1, 1, null), world.Paths().Count(world.Query("leaf")));
    }

    [Fact]
    public void A_bridge_joins_three_PKIs()
    {
        // RFC 4158 figure 9: each principal CA and the bridge sign each other.
        using var world = World.Draw("""
            anchor One
            One -> Bridge
            Two -> Two Bridge
            Three -> Three Bridge
            Bridge -> One Two Three
            Two -> leaf
            Three -> leaf3
            """);

        Assert.Equal(["leaf Two Bridge One"], world.ValidPaths("leaf"));
        Assert.Equal(["leaf3 Three Bridge One"], world.ValidPaths("leaf3"));
    }

    [Fact]
    public void A_hierarchy_with_a_mesh_has_every_simple_path()
    {
        // RFC 4158 figure 5: a full mesh of four, entered at two anchors.
        using var world = World.Draw("""
            anchor P
            anchor Q
            P -> Q R S
            Q -> P R S
            R -> P Q S
            S -> P Q R
            S -> leaf
            """);

        // To P and to Q from S: direct, over one other, over two others in either order.
        Assert.Equal(10, world.ValidPaths("leaf").Count);
        Assert.Equal(new PathCounts(10, 10, null), world.Paths().Count(world.Query("leaf")));
    }

    [Fact]
    public void A_wrong_key_identifier_does_not_hide_an_issuer()
    {
        using var world = World.Draw("""
            anchor Root
            Root -> A : wrong-aki
            A -> leaf : no-aki
            """);

        Assert.Equal(["leaf A Root"], world.ValidPaths("leaf"));
    }

    [Fact]
    public void A_signature_by_another_key_is_no_edge()
    {
        using var world = World.Draw("""
            anchor Root
            Root -> A : bad-signature
            A -> leaf
            """);

        Assert.Empty(world.AllPaths("leaf"));
        Assert.Equal(SignatureVerdict.Bad, world.Paths().Graph.IssuerOf(world["A/Root"]).Verdict);
    }

    [Fact]
    public void Many_CAs_of_one_name_are_tried_until_the_budget_ends_and_that_is_said()
    {
        using var strangers = World.Draw("Root -> A : no-aki");
        using var world = World.Draw("""
            anchor Root
            Root -> A : no-aki
            A -> leaf : no-aki
            """);
        var all = world.Certificates.Concat(strangers.Certificates).ToList();

        var settled = TrustGraph.Build(all);
        var cut = TrustGraph.Build(Enumerable.Range(0, 120).SelectMany(_ => Clones()), new GraphOptions { SignaturesPerCertificate = 1 });

        Assert.Null(settled.Exhausted);
        Assert.Equal(world["A/Root"].KeyId, settled.IssuerOf(world["leaf/A"]).Issuer?.KeyId);
        Assert.EndsWith("signatures tried", cut.Exhausted, StringComparison.Ordinal);

        // CAs and leaves of one name each: on average half of 120 × 120 signatures.
        static IEnumerable<Certificate> Clones()
        {
            using var clone = World.Draw("""
                A -> leaf : no-aki
                X -> A : no-aki
                """);
            return [.. clone.Certificates];
        }
    }

    [Fact]
    public void A_path_may_pass_through_one_anchor_on_its_way_to_another()
    {
        using var world = World.Draw("""
            anchor New
            anchor Old
            Old -> New
            New -> A
            A -> leaf
            """);

        Assert.Equal(["leaf A New", "leaf A New Old"], world.AllPaths("leaf"));
    }

    [Theory]
    [InlineData("pathlen 0", "path-too-long")]
    [InlineData("no-ca", "not-a-ca")]
    [InlineData("expired", "expired")]
    [InlineData("future", "not-yet-valid")]
    [InlineData("purpose clientAuth", "purpose-not-allowed")]
    [InlineData("exclude leaf.test", "name-excluded")]
    [InlineData("permit other.test", "name-not-permitted")]
    [InlineData("critical-unknown", "unknown-critical-extension")]
    [InlineData("require-explicit 0", "policy")]
    public void Each_fault_has_its_code(string fault, string code)
    {
        using var world = World.Draw($"""
            anchor Root
            Root -> A : {fault}
            A -> B
            B -> leaf
            """);

        var path = Assert.Single(world.Paths().Find(world.Query("leaf")));

        Assert.False(path.IsValid);
        Assert.Contains(path.Findings, finding => finding.Code == code);
        Assert.Equal(new PathCounts(1, 0, null), world.Paths().Count(world.Query("leaf")));
    }

    [Fact]
    public void All_faults_of_a_path_are_found()
    {
        using var world = World.Draw("""
            anchor Root : expired
            Root -> A : expired, purpose clientAuth
            A -> leaf : future
            """);

        var path = Assert.Single(world.Paths().Find(world.Query("leaf")));

        Assert.Equal(["not-yet-valid", "expired", "purpose-not-allowed", "expired"], path.Findings.Select(f => f.Code));
    }

    [Fact]
    public void A_host_name_must_be_the_targets()
    {
        using var world = World.Draw("""
            anchor Root
            Root -> leaf
            """);

        Assert.True(Assert.Single(world.Paths().Find(world.Query("leaf") with { Host = "LEAF.test." })).IsValid);
        Assert.Equal("host-mismatch",
            Assert.Single(world.Paths().Find(world.Query("leaf") with { Host = "other.test" })).Findings[0].Code);
    }

    [Fact]
    public void Old_devices_that_ignore_an_anchors_dates_are_asked_about_with_bare_anchors()
    {
        using var world = World.Draw("""
            anchor Old : expired
            Old -> A
            A -> leaf
            """);

        Assert.Empty(world.ValidPaths("leaf"));
        Assert.True(Assert.Single(
            world.Paths().Find(world.Query("leaf") with { AnchorChecks = AnchorChecks.NameAndKey })).IsValid);
    }

    [Fact]
    public void Depth_and_number_of_paths_are_limited_on_request_and_that_is_said()
    {
        using var world = World.Draw("""
            anchor Root
            Root -> A B
            A -> B
            B -> leaf
            """);
        var paths = world.Paths();

        var few = paths.Find(world.Query("leaf") with { Budget = new SearchBudget { MaxPaths = 1 } });
        var shallow = world.Query("leaf") with { Budget = new SearchBudget { MaxDepth = 3 } };

        Assert.Single(few);
        Assert.Equal("1 paths are listed", few.Exhausted);
        Assert.Equal(["leaf B Root"], paths.Find(shallow).Select(World.Text));
        Assert.Equal(new PathCounts(1, 1, null), paths.Count(shallow));
    }

    [Fact]
    public void A_mesh_is_listed_from_its_first_path_and_counted_whole()
    {
        var lines = new List<string> { "anchor Root", "Root -> " + string.Join(' ', Row(12)) };
        for (var layer = 12; layer > 1; layer--)
            lines.AddRange(Row(layer).Select(issuer => $"{issuer} -> {string.Join(' ', Row(layer - 1))}"));
        lines.AddRange(Row(1).Select(issuer => $"{issuer} -> Issuing"));
        lines.Add("Issuing -> leaf");
        using var world = World.Draw(string.Join('\n', lines));
        var paths = world.Paths();

        Assert.Equal(5, paths.Find(world.Query("leaf")).Take(5).Count(path => path.IsValid));
        Assert.Equal(new PathCounts(BigInteger.Pow(4, 12), BigInteger.Pow(4, 12), null), paths.Count(world.Query("leaf")));

        static IEnumerable<string> Row(int layer) => Enumerable.Range(0, 4).Select(cell => $"L{layer}.{cell}");
    }

    [Theory]
    [InlineData("anchor Root|Root -> A : expired|A -> leaf", nameof(Change.OtherTime))]
    [InlineData("Root -> Root A|A -> leaf", nameof(Change.MoreTrust))]
    [InlineData("anchor Root|Root -> A : purpose clientAuth|A -> leaf", nameof(Change.OtherPurpose))]
    [InlineData("anchor Root|Other -> Other A : until 2025-05-01|A -> leaf", "OtherTime, MoreTrust")]
    public void A_fix_once_applied_turns_the_verdict(string drawing, string kinds)
    {
        using var world = World.Draw(drawing.Replace('|', '\n'));
        var paths = world.Paths();
        var query = world.Query("leaf");
        Assert.DoesNotContain(paths.Find(query), path => path.IsValid);

        var fix = PathExplanation.Of(paths, query).Fixes.First(fix => fix.IsProven);

        Assert.Equal(kinds.Split(", ").Order(), fix.Changes.Select(change => change.GetType().Name).Order());
        var anchors = paths.Anchors.ToList();
        foreach (var change in fix.Changes)
        {
            if (change is Change.OtherTime time) query = query with { At = time.At };
            if (change is Change.OtherPurpose purpose) query = query with { Purpose = purpose.Purpose };
            if (change is Change.MoreTrust trust) anchors.Add(new TrustAnchor(trust.Anchor));
        }
        Assert.Contains(new TrustPaths(paths.Graph, anchors).Find(query), path => path.IsValid);
    }

    [Fact]
    public void A_missing_issuer_is_named_and_adding_it_turns_the_verdict()
    {
        using var world = World.Draw("""
            anchor Root
            Root -> A
            A -> leaf
            """);
        var without = world.Certificates.Where(certificate => certificate != world["A/Root"]);
        var root = new TrustAnchor(world["Root/Root"]);
        var paths = new TrustPaths(TrustGraph.Build(without), [root]);

        var explanation = PathExplanation.Of(paths, world.Query("leaf"));

        var missing = Assert.IsType<Change.MoreCertificates>(Assert.Single(Assert.Single(explanation.Fixes).Changes));
        Assert.Equal(world["A/Root"].Subject, missing.Issuer);
        Assert.True(missing.KeyIdentifier.Span.SequenceEqual(world["A/Root"].SubjectKeyIdentifier.Span));
        Assert.Equal("no-candidate", Assert.Single(explanation.Attempts).Outcome);
        Assert.Equal(["leaf A Root"], world.ValidPaths("leaf"));
    }
}
