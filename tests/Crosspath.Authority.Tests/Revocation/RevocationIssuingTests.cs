using System.Collections.Immutable;
using System.Numerics;
using Crosspath.Authority.Revocation;
using Crosspath.X509;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.Authority.Tests.Revocation;

public sealed class RevocationIssuingTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2025, 6, 15, 0, 0, 0, TimeSpan.Zero);

    private readonly SigningKey _key = SigningKey.Create();
    private readonly Certificate _root;

    public RevocationIssuingTests() => _root = Drafts.Root(_key).SignWith(_key);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void The_first_list_has_the_number_one_and_the_next_the_next()
    {
        var first = Issue(Request());
        var second = Issue(Request(first.Complete));

        Assert.Equal(BigInteger.One, Number(first.Complete));
        Assert.Equal(new BigInteger(2), Number(second.Complete));
        Assert.Equal((Now, Now.AddDays(7)), (second.Complete.ThisUpdate, second.Complete.NextUpdate));
        Assert.Equal(_root.SubjectKeyIdentifier.ToArray(), second.Complete.AuthorityKeyIdentifier.ToArray());
    }

    [Fact]
    public void OpenSSL_takes_the_complete_list_and_with_the_delta_list_what_came_later()
    {
        using var subject = SigningKey.Create();
        using var openSsl = new OpenSslCommand();
        var authority = ExtensionDraft.AuthorityKeyIdentifier(_key.KeyIdentifier);
        var points = ExtensionDraft.RevocationListPoints("http://a.test/a.crl");
        Certificate Leaf() => Drafts.Leaf(subject, authority, points).SignWith(_key);
        var (early, late, good) = (Leaf(), Leaf(), Leaf());
        var first = Issue(Request() with { Changes = [Revoke(early)], FreshestLists = ["http://a.test/d.crl"] });
        var second = Issue(Request(first.Complete) with { Changes = [Revoke(late)], WithDelta = true });
        openSsl.Write("root.pem", _root);
        openSsl.Write("first.pem", first.Complete);
        openSsl.Write("second.pem", second.Complete);
        openSsl.Write("delta.pem", second.Delta!);
        openSsl.Write("early.pem", early);
        openSsl.Write("late.pem", late);
        openSsl.Write("good.pem", good);

        Assert.Equal("early.pem", Revoked("first.pem"));
        Assert.Equal("early.pem late.pem", Revoked("second.pem"));
        Assert.Equal("early.pem late.pem",
            Revoked("first.pem", "-CRLfile", "delta.pem", "-extended_crl", "-use_deltas"));

        string Revoked(string list, params string[] more) =>
            string.Join(' ', new[] { "early.pem", "late.pem", "good.pem" }
            .Where(file => openSsl.Run(
                ["verify", "-crl_check", "-attime", "1750000000", "-CAfile", "root.pem", "-CRLfile", list, .. more,
                    file])
                is var answer && (answer.Contains("certificate revoked", StringComparison.Ordinal)
                    || !answer.EndsWith(": OK\n", StringComparison.Ordinal))));
    }

    [Fact]
    public void To_revoke_again_changes_nothing_but_is_told()
    {
        var first = Issue(Request() with { Changes = [Revoke(7, RevocationReason.KeyCompromise)] });
        var second = Issue(Request(first.Complete) with { Changes = [Revoke(7, RevocationReason.Superseded)] });

        Assert.Equal(RevocationReason.KeyCompromise, Assert.Single(second.Complete.Entries()).Reason);
        Assert.StartsWith("7 is revoked already", Assert.Single(second.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hold_is_released_or_becomes_final()
    {
        var held = Issue(Request() with
        {
            Changes = [Revoke(7, RevocationReason.CertificateHold),
                Revoke(8, RevocationReason.CertificateHold)]
        });
        var later = Request(held.Complete) with
        {
            Changes = [Revoke(7, RevocationReason.RemoveFromCrl), Revoke(8, RevocationReason.KeyCompromise)],
            WithDelta = true,
        };

        var issued = Issue(later);

        Assert.Equal(RevocationReason.KeyCompromise, Assert.Single(issued.Complete.Entries()).Reason);
        Assert.Equal([(8, RevocationReason.KeyCompromise), (7, RevocationReason.RemoveFromCrl)],
            issued.Delta!.Entries().Select(entry => ((int)new BigInteger(entry.SerialNumber.Span), entry.Reason)));
        Assert.Contains("for good",
            Refusal(Request(issued.Complete) with { Changes = [Revoke(8, RevocationReason.RemoveFromCrl)] }),
                StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_of_entries_and_the_place_of_delta_lists_are_kept()
    {
        var entry = Revoke(7, RevocationReason.KeyCompromise) with { InvalidityDate = Now.AddDays(-30) };
        var first = Issue(Request() with { Changes = [entry], FreshestLists = ["http://a.test/d.crl"] });

        var second = Issue(Request(first.Complete) with { Changes = [Revoke(8)], WithDelta = true });

        Assert.Equal(Now.AddDays(-30), second.Complete.Entries().First().InvalidityDate);
        Assert.NotNull(second.Complete.FindExtension(ExtensionOids.FreshestCrl));
        Assert.Null(second.Delta!.FindExtension(ExtensionOids.FreshestCrl));
        Assert.True(second.Delta.IsDelta);
        Assert.Equal(first.Complete.Number.ToArray(), second.Delta.BaseNumber.ToArray());
        Assert.Equal(second.Complete.Number.ToArray(), second.Delta.Number.ToArray());
    }

    // Whatever happens between: base and delta together say what the complete list says.
    [Fact]
    public void A_base_with_its_delta_list_is_the_complete_list()
    {
        var changes = Gen.ListOf(from serial in Gen.Choose(1, 12)
                                 from reason in Gen.Elements(
                                     RevocationReason.Unspecified, RevocationReason.CertificateHold,
                                     RevocationReason.KeyCompromise, RevocationReason.RemoveFromCrl)
                                 select Revoke(serial, reason)).ToArbitrary();

        Prop.ForAll(changes, changes, (before, after) =>
        {
            var deltaBase = Apply(Request(), before);
            var between = Apply(Request(deltaBase), after.Take(2));
            var issued = RevocationIssuing.Issue(Request(between) with
            {
                Changes = [.. after.Skip(2)],
                WithDelta = true,
                DeltaBase = deltaBase,
            }, _key);
            return issued is not RevocationResult.Issued { Complete: var complete, Delta: var delta }
                || Entries(complete).SetEquals(Merged(deltaBase, delta!));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Lists_that_are_not_the_issuers_or_not_whole_are_not_continued()
    {
        using var stranger = SigningKey.Create();
        var good = Issue(Request()).Complete;
        var foreign = (Draft() with { Issuer = CertificateDraft.NameOf("Else") }).SignWith(_key);
        var forged = Draft().SignWith(stranger);
        var future = (Draft() with { ThisUpdate = Now.AddDays(1) }).SignWith(_key);
        var delta = Issue(Request(good) with { WithDelta = true }).Delta;

        Assert.Contains("another issuer", Refusal(Request(foreign)), StringComparison.Ordinal);
        Assert.Contains("not signed by the issuer", Refusal(Request(forged)), StringComparison.Ordinal);
        Assert.Contains("later time", Refusal(Request(future)), StringComparison.Ordinal);
        Assert.Contains("is a delta list", Refusal(Request(delta)), StringComparison.Ordinal);
        Assert.Contains("newer",
            Refusal(Request(good) with { WithDelta = true, DeltaBase = Issue(Request(good)).Complete }),
                StringComparison.Ordinal);
        Assert.Contains("needs a complete list", Refusal(Request() with { WithDelta = true }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_made_elsewhere_completes_the_list_that_was_planned()
    {
        var current = Issue(Request()
            with
        { Changes = [Revoke(1), Revoke(2, RevocationReason.CertificateHold)] }).Complete;
        var request = Request(current) with { Changes = [Revoke(3), Revoke(2, RevocationReason.RemoveFromCrl)] };
        var plan = Assert.IsType<RevocationResult.Planned>(RevocationIssuing.Plan(request, SignatureForm.Default));
        var signature = _key.Sign(plan.SignedPart.Span);

        var completed = RevocationIssuing.Complete(Request(current), plan.SignedPart, signature);

        var list = Assert.IsType<RevocationResult.Issued>(completed).Complete;
        Assert.Equal(plan.SignedPart.ToArray(), list.SignedPart.ToArray());
        Assert.Equal([1, 3], list.Entries().Select(entry => (int)entry.SerialNumber.Span[0]));
    }

    [Fact]
    public void A_list_that_was_planned_on_another_one_or_signed_by_another_key_is_refused()
    {
        using var stranger = SigningKey.Create();
        var first = Issue(Request() with { Changes = [Revoke(1)] }).Complete;
        var plan = Assert.IsType<RevocationResult.Planned>(
            RevocationIssuing.Plan(Request(first), SignatureForm.Default));
        var signature = _key.Sign(plan.SignedPart.Span);
        var second = Issue(Request(first) with { Changes = [Revoke(2)] }).Complete;
        string Reasons(RevocationRequest request, ReadOnlyMemory<byte> part, byte[] value) => string.Join(
            "; ", Assert.IsType<RevocationResult.Refused>(RevocationIssuing.Complete(request, part, value)).Reasons);

        Assert.Contains("does not follow", Reasons(Request(second), plan.SignedPart, signature),
            StringComparison.Ordinal);
        Assert.Contains("lacks 1", Reasons(Request(second), plan.SignedPart, signature), StringComparison.Ordinal);
        Assert.Contains("not signed", Reasons(Request(first), plan.SignedPart, stranger.Sign(plan.SignedPart.Span)),
            StringComparison.Ordinal);
        Assert.Contains("no tbsCertList", Reasons(Request(first), plan.SignedPart[..20], signature),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Issuers_that_cannot_sign_lists_are_refused()
    {
        using var other = SigningKey.Create();
        var expired = (Drafts.Root(_key) with { NotAfter = Now.AddDays(-1) }).SignWith(_key);
        var noLists = (Drafts.Root(_key) with
        {
            Extensions = [ExtensionDraft.BasicConstraints(true), ExtensionDraft.KeyUsage(KeyUsages.KeyCertSign)],
        }).SignWith(_key);

        Assert.Contains("expired", Refusal(Request() with { Issuer = expired }), StringComparison.Ordinal);
        Assert.Contains("key usage", Refusal(Request() with { Issuer = noLists }), StringComparison.Ordinal);
        var foreign = Assert.IsType<RevocationResult.Refused>(RevocationIssuing.Issue(Request(), other));
        Assert.Contains("not that of the issuer", Assert.Single(foreign.Reasons), StringComparison.Ordinal);
        Assert.Contains("later time",
            Refusal(Request() with { Changes = [Revoke(1) with { RevokedAt = Now.AddDays(1) }] }),
                StringComparison.Ordinal);
    }

    private RevocationRequest Request(RevocationList? current = null) =>
        new() { Issuer = _root, Current = current, Now = Now };

    private RevocationResult.Issued Issue(RevocationRequest request) =>
        Assert.IsType<RevocationResult.Issued>(RevocationIssuing.Issue(request, _key));

    private string Refusal(RevocationRequest request) =>
        string.Join("; ", Assert.IsType<RevocationResult.Refused>(RevocationIssuing.Issue(request, _key)).Reasons);

    // Change by change; one that is refused is left out.
    private RevocationList Apply(RevocationRequest request, IEnumerable<RevocationDraft> changes)
    {
        var list = Issue(request).Complete;
        foreach (var change in changes)
        {
            if (RevocationIssuing.Issue(
                Request(list) with { Changes = [change] }, _key) is RevocationResult.Issued issued)
                list = issued.Complete;
        }
        return list;
    }

    private static HashSet<(BigInteger Serial, RevocationReason Reason)> Entries(RevocationList list) =>
        [.. list.Entries().Select(entry => (new BigInteger(entry.SerialNumber.Span, isBigEndian: true), entry.Reason))];

    private static HashSet<(BigInteger Serial, RevocationReason Reason)> Merged(
        RevocationList deltaBase, RevocationList delta)
    {
        var merged = Entries(deltaBase).ToDictionary(entry => entry.Serial, entry => entry.Reason);
        foreach (var (serial, reason) in Entries(delta))
        {
            if (reason == RevocationReason.RemoveFromCrl) merged.Remove(serial);
            else merged[serial] = reason;
        }
        return [.. merged.Select(entry => (entry.Key, entry.Value))];
    }

    private static RevocationDraft Revoke(Certificate certificate) => new(certificate.SerialNumber, Now.AddDays(-1));

    private static RevocationDraft Revoke(int serial, RevocationReason reason = RevocationReason.Unspecified) =>
        new(new[] { (byte)serial }, Now.AddDays(-1), reason);

    private static BigInteger Number(RevocationList list) => new(list.Number.Span, isBigEndian: true);

    private RevocationListDraft Draft() => new()
    {
        Issuer = _root.Subject.Raw,
        ThisUpdate = Now.AddDays(-1),
        NextUpdate = Now.AddDays(6),
        Number = 5,
        Entries = ImmutableArray<RevocationDraft>.Empty,
    };
}
