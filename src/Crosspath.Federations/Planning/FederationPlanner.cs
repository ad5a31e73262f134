using System.Collections.Immutable;
using Crosspath.Authority;
using Crosspath.Authority.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Compares what there is with what there ought to be. A pure function of the files and the time, so that the
/// same question gets the same answer however often it is asked, and after an interruption the rest of it.</summary>
/// <param name="federation">What ought to be.</param>
/// <param name="folder">Where the files are.</param>
/// <param name="now">The time.</param>
public sealed class FederationPlanner(Federation federation, FederationFolder folder, DateTimeOffset now)
{
    /// <summary>Plans the part of some domains.</summary>
    /// <param name="domains">Their names.</param>
    public FederationPlan Plan(IEnumerable<string> domains)
    {
        ArgumentNullException.ThrowIfNull(domains);
        var before = FederationState.Read(federation, folder);
        string[] names = [.. domains];
        PlannedAction[] signing =
        [
            .. names.SelectMany(name => Publications(before.Of(name))),
            .. names.SelectMany(name => Lists(before.Of(name))),
            .. names.SelectMany(name => Crosses(before.Of(name), before)),
            .. names.SelectMany(name => Revocations(before.Of(name), before)),
        ];
        var after = After(before, signing);
        var bundles = new BundleWriter(federation, after, now);
        return new FederationPlan(
            [.. signing, .. names.SelectMany(name => Bundles(name, bundles))], before, after);
    }

    /// <summary>The state when some actions are done.</summary>
    internal FederationState After(FederationState before, IEnumerable<PlannedAction> actions)
    {
        var all = actions.ToArray();
        var revoked = all.OfType<PlannedAction.Revoke>()
            .Select(action => action.Cross.Certificate.Fingerprint).ToHashSet();
        var domains = before.Domains.Select(domain => domain with
        {
            Crosses =
            [
                .. domain.Crosses.Select(cross =>
                    revoked.Contains(cross.Certificate.Fingerprint) ? cross with { RevokedAt = now } : cross),
                .. all.OfType<PlannedAction.Issue>().Where(action => action.Domain == domain.Domain.Name)
                    .Select(action => new IssuedCross(
                        action.Domain, action.Wanted.Name, action.Number, action.Plan.Preview) { IsPlanned = true }),
            ],
        });
        return before with { Domains = [.. domains] };
    }

    private IEnumerable<PlannedAction> Publications(DomainState domain)
    {
        var name = domain.Domain.Name;
        if (domain.Current is not { } current)
        {
            yield return new PlannedAction.Refuse(name, "everything", [$"{domain.Domain.RootFile}: there is no root"]);
            yield break;
        }
        var root = folder.PublishedRootOf(name);
        if (IsDifferent(root, current.Root.Raw.Span))
            yield return new PlannedAction.Publish(name, root, current.Root.Raw.ToArray(), "its root");
        var issuing = FederationFiles.Pem(domain.Issuing);
        if (!domain.Issuing.IsEmpty && IsDifferent(folder.PublishedIssuingOf(name), issuing))
            yield return new PlannedAction.Publish(name, folder.PublishedIssuingOf(name), issuing, "its issuing CAs");
        var isAsked = federation.Agreements.Any(agreement =>
            agreement.NeedsProof && agreement.Ways.Any(way => way.To == name));
        if (isAsked && domain.Request?.PublicKeyInfo.Span.SequenceEqual(current.Root.PublicKeyInfo.Span) != true)
            yield return new PlannedAction.Prove(name, current);
    }

    private IEnumerable<PlannedAction> Lists(DomainState domain)
    {
        var hasBegun = domain.Domain.Rollover is { Step: > RolloverStep.None };
        foreach (var issuer in domain.Issuers.Where(issuer => !issuer.IsNext || hasBegun))
        {
            var days = domain.Domain.Publication.ListDays;
            var isDue = issuer.List?.NextUpdate is not { } next || next - now < TimeSpan.FromDays(days) / 3;
            var why = issuer.List is null ? "there is none yet" : isDue ? "the next one is due" : null;
            if (why is not null)
                yield return new PlannedAction.IssueList(issuer.Domain, issuer, [], why) { Lifetime = days };
        }
    }

    private IEnumerable<PlannedAction> Crosses(DomainState domain, FederationState state)
    {
        var name = domain.Domain.Name;
        var missing = DesiredState.Missing(federation, state).Where(missing => missing.From == name);
        foreach (var (_, to, agreement) in missing)
            yield return new PlannedAction.Wait(name, $"the root of {to}, for '{agreement}'", to);
        foreach (var wanted in Wanted(name, state))
        {
            var what = $"a request of {wanted.To}, for '{wanted.Agreement}'";
            if (wanted is { NeedsProof: true, Request: null })
                yield return new PlannedAction.Wait(name, what, wanted.To);
            else if (Cross(domain, wanted, state) is { } action) yield return action;
        }
    }

    private IEnumerable<WantedCross> Wanted(string domain, FederationState state) =>
        DesiredState.Of(federation, state).Where(wanted => wanted.Issuer.Domain == domain);

    private PlannedAction? Cross(DomainState domain, WantedCross wanted, FederationState state)
    {
        var what = $"{wanted.Subject.Subject.FriendlyText} of {wanted.To}, for '{wanted.Agreement}'";
        if (wanted.ToRequest(now, Siblings(state), out var problem) is not { } request)
            return new PlannedAction.Refuse(domain.Domain.Name, what, [problem!]);
        if (IsOver(wanted)) return null;
        switch (CrossSigner.Plan(request))
        {
            case CrossSignResult.Planned { Plan: var plan }:
                var number = domain.Crosses.Where(cross => cross.Name == wanted.Name)
                    .Select(cross => cross.Number).DefaultIfEmpty(0).Max() + 1;
                return WhyIssue(domain, wanted, plan) is { } why
                    ? new PlannedAction.Issue(domain.Domain.Name, wanted, number, plan, why.Text)
                    {
                        IsRenewal = why.IsRenewal,
                    }
                    : null;
            case CrossSignResult.Refused refused:
                return new PlannedAction.Refuse(domain.Domain.Name, what, refused.Reasons);
            default:
                var broken = ((CrossSignResult.RulesBroken)CrossSigner.Plan(request)).Broken;
                return new PlannedAction.Refuse(domain.Domain.Name, what,
                    [.. broken.Select(finding => $"{finding.Rule.Id}: {finding.Message}")]);
        }
    }

    private bool IsOver(WantedCross wanted) => wanted.Constraints.NotAfter < now;

    private static IEnumerable<Certificate> Siblings(FederationState state) =>
        state.Domains.SelectMany(domain => domain.Own).Concat(state.Crosses.Select(cross => cross.Certificate));

    private (string Text, bool IsRenewal)? WhyIssue(DomainState domain, WantedCross wanted, CrossSignPlan plan)
    {
        // By what it says and not by its name, which is another one during a rollover.
        var standing = Standing(domain).Where(cross =>
            Fits(cross.Certificate, plan.Preview) && !IsTooLong(cross.Certificate, wanted)).ToList();
        if (standing.Count == 0)
        {
            var isChange = Standing(domain).Any(cross => cross.Name == wanted.Name);
            return (isChange ? "the agreement has changed" : "there is none yet", false);
        }
        var last = standing.Max(cross => cross.Certificate.NotAfter);
        var isDue = last - now <= TimeSpan.FromDays(wanted.RenewBeforeDays);
        // Where the agreement or the issuer sets the end, a renewal would bring nothing.
        return isDue && plan.Preview.NotAfter - last > TimeSpan.FromDays(1)
            ? (FormattableString.Invariant($"the present one ends on {last:yyyy-MM-dd}"), true)
            : null;
    }

    private IEnumerable<IssuedCross> Standing(DomainState domain) => domain.Crosses.Where(cross =>
        cross.RevokedAt is null && cross.Certificate.NotAfter >= now);

    /// <summary>Whether a certificate says what would be said now, but for serial number and dates.</summary>
    internal static bool Fits(Certificate certificate, Certificate wanted)
    {
        if (!certificate.Subject.Raw.Span.SequenceEqual(wanted.Subject.Raw.Span)
            || !certificate.Issuer.Raw.Span.SequenceEqual(wanted.Issuer.Raw.Span)
            || !certificate.PublicKeyInfo.Span.SequenceEqual(wanted.PublicKeyInfo.Span)) return false;
        var (own, others) = (certificate.Extensions.ToArray(), wanted.Extensions.ToArray());
        return own.Length == others.Length && own.Zip(others).All(pair =>
            pair.First.Oid == pair.Second.Oid && pair.First.IsCritical == pair.Second.IsCritical
            && pair.First.Value.Span.SequenceEqual(pair.Second.Value.Span));
    }

    private IEnumerable<PlannedAction> Revocations(DomainState domain, FederationState state)
    {
        var wanted = Wanted(domain.Domain.Name, state).ToDictionary(cross => cross.Name);
        var plans = wanted.Values.Select(cross => PlanOf(cross, state)?.Preview).OfType<Certificate>().ToList();
        var revocations = Standing(domain)
            .Where(cross => wanted.ContainsKey(cross.Name) || !IsKept(cross, plans))
            .Select(cross => Revocation(cross, wanted.GetValueOrDefault(cross.Name), state))
            .OfType<PlannedAction.Revoke>().ToList();
        foreach (var revocation in revocations) yield return revocation;
        foreach (var issuer in domain.Issuers)
        {
            var own = revocations.Where(revocation => issuer.Issued(revocation.Cross.Certificate)).ToList();
            if (own.Count == 0) continue;
            var changes = own.Select(revocation =>
                new RevocationDraft(revocation.Cross.Certificate.SerialNumber, now, revocation.Reason));
            yield return new PlannedAction.IssueList(issuer.Domain, issuer, [.. changes], $"{own.Count} to revoke")
            {
                Lifetime = domain.Domain.Publication.ListDays,
            };
        }
    }

    private PlannedAction.Revoke? Revocation(IssuedCross cross, WantedCross? wanted, FederationState state)
    {
        var domain = cross.Domain;
        if (wanted is null)
        {
            return new PlannedAction.Revoke(domain, cross, RevocationReason.CessationOfOperation,
                WhyUnwanted(cross, state));
        }
        // What waits for another domain, or must not be signed, is no reason to take away what there is.
        if (wanted is { NeedsProof: true, Request: null } || IsOver(wanted) || PlanOf(wanted, state) is not { } plan)
            return null;
        return Fits(cross.Certificate, plan.Preview) && !IsTooLong(cross.Certificate, wanted)
            ? null
            : new PlannedAction.Revoke(domain, cross, RevocationReason.Superseded, "the agreement has changed");
    }

    private CrossSignPlan? PlanOf(WantedCross wanted, FederationState state) =>
        wanted.ToRequest(now, Siblings(state), out _) is { } request
            && CrossSigner.Plan(request) is CrossSignResult.Planned { Plan: var plan }
                ? plan
                : null;

    // What was signed in a rollover stays when the rollover is over and struck out: under another name it is wanted still,
    // or it is a certificate of the domain's own CA.
    private static bool IsKept(IssuedCross cross, List<Certificate> wanted) =>
        DesiredState.IsOwnCa(cross.Name) || wanted.Exists(plan => Fits(cross.Certificate, plan));

    private static bool IsTooLong(Certificate certificate, WantedCross wanted) =>
        wanted.Constraints.NotAfter is { } end && certificate.NotAfter > end.AddSeconds(1);

    private string WhyUnwanted(IssuedCross cross, FederationState state)
    {
        var agreement = cross.Name.Split('.')[0];
        var isKnown = federation.Agreements.Any(known => known.Name == agreement);
        return isKnown && state.Domains.Any(domain => domain.Domain.IsIsolated)
            ? $"'{agreement}' is suspended: a domain is isolated"
            : $"there is no agreement '{agreement}' any more, or it does not want this";
    }

    private IEnumerable<PlannedAction> Bundles(string domain, BundleWriter bundles)
    {
        var changed = bundles.FilesOf(domain, folder.BundlesOf(domain))
            .Where(file => IsDifferent(file.Path, file.Content)).ToImmutableArray();
        if (!changed.IsEmpty) yield return new PlannedAction.Distribute(domain, changed);
    }

    private static bool IsDifferent(string path, ReadOnlySpan<byte> content) =>
        !File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
}
