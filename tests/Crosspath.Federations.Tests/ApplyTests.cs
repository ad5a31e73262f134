using System.Collections.Immutable;
using Crosspath.Authority;
using Crosspath.Authority.Auditing;
using Crosspath.Authority.CrossSigning;

namespace Crosspath.Federations.Tests;

public sealed class ApplyTests
{
    [Fact]
    public void Two_domains_that_agreed_trust_each_other_and_a_second_run_does_nothing()
    {
        using var shop = new Workshop(Workshop.Pair());
        Assert.False(shop.Trusts("north", "south"));

        shop.Applied();

        Assert.True(shop.Trusts("north", "south"));
        Assert.True(shop.Trusts("south", "north"));
        Assert.Empty(Assert.IsType<ApplyResult.Applied>(shop.Apply("north")).Done);
        Assert.Single(shop.State.Of("north").Crosses);
    }

    [Fact]
    public void The_subject_is_carried_over_byte_for_byte()
    {
        using var shop = new Workshop(Workshop.Pair()).Applied();
        var (cross, root) = (shop.State.Of("north").Crosses[0].Certificate, shop.Certificate("south/root.pem"));

        Assert.Equal(root.Subject.Raw.ToArray(), cross.Subject.Raw.ToArray());
        Assert.Equal(root.PublicKeyInfo.ToArray(), cross.PublicKeyInfo.ToArray());
        Assert.Equal(root.SubjectKeyIdentifier.ToArray(), cross.SubjectKeyIdentifier.ToArray());
        Assert.Equal("south.test", Assert.Single(cross.NameConstraints.Value!.Permitted!.Value).Text);
    }

    [Fact]
    public void Each_domain_does_its_half_alone_with_its_own_key_and_the_exchange_folder()
    {
        using var north = new Workshop(Workshop.Pair() with
        {
            Agreements = [Workshop.Mutual("north", "south") with { NeedsProof = true }],
        });
        // South has its own files, and of north nothing but what crosses the border.
        using var south = new Workshop(north.Federation);
        Directory.Delete(Path.Combine(north.Folder.Root, "south"), recursive: true);
        Directory.Delete(Path.Combine(south.Folder.Root, "north"), recursive: true);
        var (northern, southern) = (north.Certificate("north/root.pem"), south.Certificate("south/root.pem"));
        north.Change("south", domain => domain with { RootFingerprint = southern.Fingerprint });
        south.Change("north", domain => domain with { RootFingerprint = northern.Fingerprint });

        for (var round = 0; round < 2; round++)
        {
            Assert.IsType<ApplyResult.Applied>(north.Apply("north"));
            Exchange(north, south, "north");
            Assert.IsType<ApplyResult.Applied>(south.Apply("south"));
            Exchange(south, north, "south");
        }

        Assert.Single(north.State.Of("north").Crosses);
        Assert.Single(south.State.Of("south").Crosses);
        Assert.False(File.Exists(north.Folder.Resolve("south/keys/root.key")));
        var crossing = Directory.GetFiles(north.Folder.Exchange, "*", SearchOption.AllDirectories)
            .Select(File.ReadAllText);
        Assert.DoesNotContain(crossing, text => text.Contains("PRIVATE KEY", StringComparison.Ordinal));
        Assert.Contains("\"possessionProved\": true", File.ReadAllText(
            Path.Combine(north.Folder.CrossesOf("north"), "north-south.south.1.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_that_came_over_the_border_is_taken_only_if_it_is_the_expected_one()
    {
        using var shop = new Workshop(Workshop.Pair());
        Assert.IsType<ApplyResult.Applied>(shop.Apply("south"));
        File.Delete(shop.Folder.Resolve("south/root.pem"));

        var unnamed = shop.Plan().Actions.OfType<PlannedAction.Wait>();
        Assert.Contains(unnamed, wait => wait.From == "south");
        var other = shop.Certificate("north/root.pem").Fingerprint;
        shop.Change("south", domain => domain with { RootFingerprint = other });
        Assert.Null(shop.State.Of("south").Current);
        Assert.Contains(shop.State.Problems, problem =>
            problem.Contains("is not the root of south", StringComparison.Ordinal));
    }

    [Fact]
    public void A_domain_cannot_call_anothers_CA_its_own()
    {
        using var shop = new Workshop(Workshop.Pair());
        Assert.IsType<ApplyResult.Applied>(shop.Apply("south"));
        File.Delete(shop.Folder.Resolve("south/issuing.pem"));
        File.Copy(shop.Folder.Resolve("north/issuing.pem"), shop.Folder.PublishedIssuingOf("south"), overwrite: true);

        Assert.Empty(shop.State.Of("south").Issuing);
        Assert.Contains("North Issuing CA", Assert.Single(shop.State.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_at_any_step_leaves_nothing_that_the_next_run_does_not_finish()
    {
        var steps = CountSteps();
        Assert.InRange(steps, 20, 200);
        for (var last = 0; last < steps; last++)
        {
            using var shop = new Workshop(Workshop.Pair());
            var left = last;
            Assert.IsType<ApplyResult.Applied>(shop.Apply("south"));

            Assert.Throws<Interrupted>(() => shop.Apply("north", files: new FederationFiles(_ =>
            {
                if (left-- == 0) throw new Interrupted();
            })));

            shop.Applied();
            Assert.Single(shop.State.Of("north").Crosses);
            Assert.True(shop.Proof().Holds);
            Assert.Empty(Directory.GetFiles(shop.Folder.Exchange, "*.new", SearchOption.AllDirectories));
            Assert.Empty(Directory.GetFiles(shop.Folder.PendingOf("north")));
        }
    }

    [Fact]
    public void An_interrupted_issuance_is_finished_and_not_begun_again()
    {
        using var shop = new Workshop(Workshop.Pair());
        Assert.Throws<Interrupted>(() => shop.Apply("north", files: new FederationFiles(step =>
        {
            if (step.StartsWith("place north-south.south.1.pem", StringComparison.Ordinal)) throw new Interrupted();
        })));
        var planned = File.ReadAllBytes(Path.Combine(shop.Folder.PendingOf("north"), "north-south.south.1.tbs"));

        shop.Apply("north", Workshop.Now.AddHours(3));

        Assert.Equal(planned, shop.State.Of("north").Crosses[0].Certificate.SignedPart.ToArray());
    }

    [Fact]
    public void Runs_at_the_same_time_do_not_disturb_each_other()
    {
        using var shop = new Workshop(Workshop.Pair());
        string[] runs = ["north", "south", "north", "south", "north", "south"];

        Parallel.ForEach(runs, domain => Assert.IsType<ApplyResult.Applied>(shop.Apply(domain)));

        shop.Applied();
        Assert.All(shop.State.Domains, domain => Assert.Single(domain.Crosses));
        Assert.True(shop.Proof().Holds);
    }

    [Fact]
    public void What_is_about_to_end_is_renewed_and_both_hold_for_a_while()
    {
        using var shop = new Workshop(Workshop.Pair()).Applied();
        var later = Workshop.Now.AddDays(340);

        Assert.Contains(shop.Plan(later).Actions.OfType<PlannedAction.Issue>(), issue => issue.Number == 2);
        shop.Applied(later);

        Assert.Equal(2, shop.State.Of("north").Crosses.Count(cross => cross.IsInForce(later)));
        Assert.DoesNotContain(shop.State.Crosses, cross => cross.RevokedAt is not null);
    }

    [Fact]
    public void An_agreement_that_changed_is_issued_anew_before_the_old_certificate_is_revoked()
    {
        using var shop = new Workshop(Workshop.Pair()).Applied();
        shop.Federation = shop.Federation with
        {
            Agreements =
            [
                shop.Federation.Agreements[0] with { Constraints = new() { Days = 365, PathLength = 2 } },
            ],
        };

        var kinds = shop.Plan().Actions.Where(action => action.Domain == "north")
            .Select(action => action.GetType()).ToList();
        Assert.True(kinds.IndexOf(typeof(PlannedAction.Issue)) < kinds.IndexOf(typeof(PlannedAction.Revoke)));
        shop.Applied();

        Assert.Equal([false, true], shop.State.Of("north").Crosses.Select(cross => cross.RevokedAt is null));
        Assert.True(shop.Trusts("north", "south"));
    }

    [Fact]
    public void An_agreement_that_is_gone_is_revoked()
    {
        using var shop = new Workshop(Workshop.Pair()).Applied();
        shop.Federation = shop.Federation with { Agreements = [] };

        shop.Applied();

        Assert.All(shop.State.Crosses, cross => Assert.NotNull(cross.RevokedAt));
        Assert.False(shop.Trusts("north", "south"));
        Assert.Equal(1, shop.State.Of("north").Current!.List!.Count);
    }

    [Fact]
    public void An_agreement_with_an_end_ends_and_is_not_renewed()
    {
        var end = Workshop.Now.AddDays(100);
        using var shop = new Workshop(Workshop.Pair() with
        {
            Agreements = [Workshop.Mutual("north", "south") with { Constraints = new() { NotAfter = end } }],
        }).Applied();

        Assert.Empty(shop.Plan(end.AddDays(-3)).Actions.OfType<PlannedAction.Issue>());
        Assert.True(shop.Trusts("north", "south", end));
        Assert.False(shop.Trusts("north", "south", end.AddSeconds(1)));
        Assert.Empty(shop.Plan(end.AddDays(1)).Actions.OfType<PlannedAction.Issue>());
        Assert.Empty(shop.Plan(end.AddDays(1)).Actions.OfType<PlannedAction.Revoke>());
    }

    [Fact]
    public void A_detached_key_signs_elsewhere()
    {
        using var shop = new Workshop(Workshop.Pair());
        shop.Change("north", domain => domain with { Key = new KeyReference.Detached() });

        for (var round = 0; round < 3; round++)
        {
            Assert.IsType<ApplyResult.Applied>(shop.Apply("north"));
            foreach (var tbs in Directory.GetFiles(shop.Folder.PendingOf("north"), "*.tbs")) SignElsewhere(shop, tbs);
        }

        Assert.True(shop.Trusts("north", "south"));
        Assert.NotNull(shop.State.Of("north").Current!.List);
        Assert.Empty(Directory.GetFiles(shop.Folder.PendingOf("north")));
    }

    [Fact]
    public void A_key_that_is_not_the_roots_signs_nothing()
    {
        using var shop = new Workshop(Workshop.Pair());
        shop.Change("north", domain => domain with { Key = new KeyReference.InFile("south/keys/root.key") });

        var refused = Assert.IsType<ApplyResult.Refused>(shop.Apply("north"));

        Assert.Contains("the key is not that of the issuer's certificate", refused.Reasons[0], StringComparison.Ordinal);
        AssertNothingWritten(shop);
    }

    [Fact]
    public void An_issuer_that_is_expired_signs_nothing()
    {
        using var shop = new Workshop(Workshop.Pair());

        var refused = Assert.IsType<ApplyResult.Refused>(shop.Apply("north", Workshop.Now.AddDays(3700)));

        Assert.Contains("expired", refused.Reasons[0], StringComparison.Ordinal);
        AssertNothingWritten(shop);
    }

    [Fact]
    public void A_subject_that_is_no_CA_is_not_signed()
    {
        using var shop = new Workshop(Workshop.Pair());
        shop.Change("south", domain => domain with { RootFile = "south/web.pem" });

        var refused = Assert.IsType<ApplyResult.Refused>(shop.Apply("north"));

        Assert.Contains("not a CA's", refused.Reasons[0], StringComparison.Ordinal);
        AssertNothingWritten(shop);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_before_anything_is_signed()
    {
        using var shop = new Workshop(Workshop.Pair());
        Directory.CreateDirectory(shop.Folder.Root);
        File.WriteAllText(shop.Folder.Bundles, "a file where a folder should be");

        var refused = Assert.IsType<ApplyResult.Refused>(shop.Apply("north"));

        Assert.Contains("cannot be written", refused.Reasons[0], StringComparison.Ordinal);
        AssertNothingWritten(shop);
    }

    [Fact]
    public void Rules_are_kept_unless_they_are_waived_with_a_reason()
    {
        var strict = Workshop.Mutual("north", "south") with { Template = CrossSignTemplate.Find("webpki")! };
        using var shop = new Workshop(Workshop.Pair() with { Agreements = [strict] });
        shop.Change("south", domain => domain with { Publication = new PublicationSettings() })
            .Change("north", domain => domain with { Publication = new PublicationSettings() });
        var broken = Assert.IsType<ApplyResult.Refused>(shop.Apply("north")).Reasons;
        Assert.Contains(broken, reason => reason.Contains("br-crl", StringComparison.Ordinal));

        var waivers = broken.Select(reason => reason.Split(": ")[1]).Distinct()
            .Select(rule => new Waiver(rule, "an exercise")).ToImmutableArray();
        shop.Federation = shop.Federation with { Agreements = [strict with { Waivers = waivers }] };
        var audit = new Notebook();

        Assert.IsType<ApplyResult.Applied>(shop.Apply("north", audit: audit));
        Assert.Contains(audit.Entries, entry => entry is { Act: AuditAct.Waiver, Reason: "an exercise" });
    }

    [Fact]
    public void Every_act_is_recorded_before_its_file_appears()
    {
        using var shop = new Workshop(Workshop.Pair());
        var audit = new Notebook();
        var unrecorded = new List<string>();
        shop.Apply("north", audit: audit, files: new FederationFiles(step =>
        {
            if (step == "write north-south.south.1.pem" && audit.Entries.All(entry => entry.Act != AuditAct.Issuance))
                unrecorded.Add(step);
        }));

        Assert.Empty(unrecorded);
        AuditAct[] acts = [.. audit.Entries.Select(entry => entry.Act).Distinct().Order()];
        Assert.Equal([AuditAct.Plan, AuditAct.Issuance, AuditAct.RevocationList, AuditAct.Distribution], acts);
        var issuance = audit.Entries.Single(entry => entry.Act == AuditAct.Issuance);
        Assert.Equal(shop.State.Of("north").Crosses[0].Certificate.Fingerprint, issuance.Artifact);
        Assert.Equal("north-south", issuance.Agreement);
    }

    [Fact]
    public void Keys_are_readable_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows()) return; // which has no modes
        using var shop = new Workshop(Workshop.Pair());

        var keys = Directory.GetFiles(shop.Folder.Root, "*.key", SearchOption.AllDirectories);

        Assert.NotEmpty(keys);
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var key in keys) Assert.Equal(Owner, File.GetUnixFileMode(key));
    }

    private static int CountSteps()
    {
        using var shop = new Workshop(Workshop.Pair());
        var steps = 0;
        shop.Apply("south");
        shop.Apply("north", files: new FederationFiles(_ => steps++));
        return steps;
    }

    private static void SignElsewhere(Workshop shop, string tbs)
    {
        using var key = ((KeyOpening.Opened)PrivateKeys.Open(
            File.ReadAllBytes(shop.Folder.Resolve("north/keys/root.key")),
            shop.Certificate("north/root.pem").PublicKeyInfo, SignatureForm.Default)).Key;
        File.WriteAllBytes(Path.ChangeExtension(tbs, ".sig"), key.Sign(File.ReadAllBytes(tbs)));
    }

    private static void Exchange(Workshop from, Workshop to, string domain)
    {
        var source = from.Folder.ExchangeOf(domain);
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to.Folder.ExchangeOf(domain), Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static void AssertNothingWritten(Workshop shop) => Assert.DoesNotContain(
        Directory.Exists(shop.Folder.Exchange)
            ? Directory.GetFiles(shop.Folder.Exchange, "*", SearchOption.AllDirectories)
            : [],
        file => Path.GetFileName(file) is not (".lock" or "issuing.crl"));

    private sealed class Interrupted : Exception;

    private sealed class Notebook : IAuditTrail
    {
        public List<AuditEntry> Entries { get; } = [];

        public void Record(AuditEntry entry) => Entries.Add(entry);
    }
}
