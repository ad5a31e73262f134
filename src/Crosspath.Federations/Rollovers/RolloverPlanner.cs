using System.Collections.Immutable;
using Crosspath.Authority.CrossSigning;
using Crosspath.Clients;

namespace Crosspath.Federations;

// Each action is tried out alone, since between two of them hours or weeks may pass: the state with it is compared with
// the state before the rollover. Workloads are given the chains of the step before, for they change theirs later than
// those who trust them.

/// <summary>Plans how a new root takes over, and shows that nothing breaks on the way.</summary>
public sealed class RolloverPlanner
{
    private readonly Federation _federation;
    private readonly DateTimeOffset _now;
    private readonly IReadOnlyList<ClientProfile> _clients;
    private readonly string _domain;
    private readonly TrustMatrix _before;
    private FederationState _state;
    private BundleWriter _served;

    /// <summary>Prepares a rollover.</summary>
    /// <param name="federation">With the domain's rollover in it.</param>
    /// <param name="state">As it is.</param>
    /// <param name="domain">Whose root.</param>
    /// <param name="now">The time.</param>
    /// <param name="clients">Clients to ask at each action, beside the path search.</param>
    public RolloverPlanner(
        Federation federation, FederationState state, string domain, DateTimeOffset now,
        IReadOnlyList<ClientProfile> clients)
    {
        ArgumentNullException.ThrowIfNull(state);
        (_federation, _state, _domain, _now, _clients) = (federation, state, domain, now, clients);
        _before = TrustMatrix.Of(federation, state, now, clients);
        _served = new BundleWriter(federation, state, now);
    }

    /// <summary>The steps that are left.</summary>
    /// <param name="without">Steps that are left out, to see what they are for.</param>
    public RolloverPlan Plan(params IReadOnlyCollection<RolloverStep> without)
    {
        var stages = ImmutableArray.CreateBuilder<RolloverStage>();
        foreach (var step in Enum.GetValues<RolloverStep>())
        {
            if (step <= (_state.Of(_domain).Domain.Rollover?.Step ?? RolloverStep.None) || without.Contains(step))
                continue;
            _served = new BundleWriter(_federation, _state, _now);
            stages.Add(new RolloverStage(step, [.. Take(step, without)]));
        }
        return new RolloverPlan(_domain, stages.ToImmutable());
    }

    private List<RolloverAction> Take(RolloverStep step, IReadOnlyCollection<RolloverStep> without)
    {
        var actions = new List<RolloverAction>();
        var anchors = AnchorsOf(_state);
        _state = AtStep(step);
        if (!AnchorsOf(_state).SequenceEqual(anchors))
        {
            actions.Add(Try(_domain, step == RolloverStep.Withdraw
                ? "its members trust the new root alone"
                : "its members trust the new root beside the old one"));
        }
        var wanted = DesiredState.Of(_federation, _state)
            .Where(cross => !without.Contains(StepOf(cross))).ToList();
        foreach (var cross in wanted.Where(cross => !Stands(cross)))
        {
            if (Preview(cross) is not { } issued)
            {
                actions.Add(new RolloverAction(cross.Issuer.Domain, $"cannot sign {TextOf(cross)}", []));
                continue;
            }
            _state = With(issued);
            actions.Add(Try(cross.Issuer.Domain, $"signs {TextOf(cross)}"));
        }
        foreach (var cross in Unwanted(wanted))
        {
            _state = Without(cross);
            actions.Add(Try(cross.Domain, $"revokes {cross.FileName}"));
        }
        return actions;
    }

    // In which step a certificate of a rollover is first wanted.
    private static RolloverStep StepOf(WantedCross cross) => cross.Agreement != "rollover"
        ? cross.Issuer.IsNext || cross.Name.Contains(".next", StringComparison.Ordinal)
            ? RolloverStep.Agree
            : RolloverStep.None
        : DesiredState.IsOwnCa(cross.Name) ? RolloverStep.Move : RolloverStep.Introduce;

    private string TextOf(WantedCross cross)
    {
        var who = DesiredState.IsOwnCa(cross.Name)
            ? cross.Subject.Subject.FriendlyText
            : _state.Of(cross.To).Next?.Root.Fingerprint == cross.Subject.Fingerprint
                ? $"the new root of {cross.To}"
                : $"the root of {cross.To}";
        return cross.Issuer.IsNext ? $"{who} with its new root" : who;
    }

    private bool Stands(WantedCross wanted) => _state.Of(wanted.Issuer.Domain).Crosses
        .Any(cross => cross.Name == wanted.Name && cross.RevokedAt is null && cross.Certificate.NotAfter >= _now);

    private IEnumerable<IssuedCross> Unwanted(List<WantedCross> wanted)
    {
        var names = wanted.Select(cross => (cross.Issuer.Domain, cross.Name)).ToHashSet();
        return [.. _state.Crosses.Where(cross => cross.RevokedAt is null && cross.Certificate.NotAfter >= _now
            && !names.Contains((cross.Domain, cross.Name)))];
    }

    private IssuedCross? Preview(WantedCross wanted) =>
        (wanted with { NeedsProof = false }).ToRequest(_now, [], out _) is { } request
            && CrossSigner.Plan(request) is CrossSignResult.Planned { Plan: var plan }
                ? new IssuedCross(wanted.Issuer.Domain, wanted.Name, 1, plan.Preview) { IsPlanned = true }
                : null;

    private RolloverAction Try(string domain, string what)
    {
        // Each way round: who trusts changes before who serves, or after.
        var early = TrustMatrix.Of(_federation, _state, _now, _clients, _served);
        var late = TrustMatrix.Of(_federation, _state, _now, _clients);
        return new RolloverAction(domain, what,
            [.. _before.LostIn(early).Concat(_before.LostIn(late)).DistinctBy(lost =>
                (lost.Cell.Workload, lost.Cell.Domain, lost.Cell.Purpose, lost.By))]);
    }

    private IEnumerable<X509.Fingerprint> AnchorsOf(FederationState state) =>
        [.. state.Of(_domain).Anchors.Select(anchor => anchor.Fingerprint)];

    private FederationState AtStep(RolloverStep step) => Change(_domain, domain => domain with
    {
        Domain = domain.Domain with { Rollover = domain.Domain.Rollover! with { Step = step } },
    });

    private FederationState With(IssuedCross cross) =>
        Change(cross.Domain, domain => domain with { Crosses = domain.Crosses.Add(cross) });

    private FederationState Without(IssuedCross cross) => Change(cross.Domain, domain => domain with
    {
        Crosses = [.. domain.Crosses.Select(other => other == cross ? other with { RevokedAt = _now } : other)],
    });

    private FederationState Change(string name, Func<DomainState, DomainState> change) => _state with
    {
        Domains = [.. _state.Domains.Select(domain => domain.Domain.Name == name ? change(domain) : domain)],
    };
}
