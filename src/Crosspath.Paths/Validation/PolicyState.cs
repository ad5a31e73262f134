using System.Collections.Immutable;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Paths.Validation;

// RFC 5280 builds a tree of policies whose size certificates can make exponential. RFC 9618 replaces it by a graph that
// has one node a policy and level. Of that graph only two things are ever asked again: which policies the lowest level
// holds, under which names the next certificate may call them, and which policies of the anchor's own domain they come
// from. So a state keeps the lowest level alone, and for each of its nodes the set of its origins; what RFC 9618 prunes
// above has no descendant here and is gone by itself.

/// <summary>The policy variables of RFC 5280 section 6.1.2 (a) and (d) to (f), with the graph of RFC 9618. Immutable;
/// equal states have equal futures.</summary>
internal sealed class PolicyState : IEquatable<PolicyState>
{
    private const int Never = int.MaxValue;

    // Certificates of honest CAs have a few dozen; this bounds the work that a hostile one can cause.
    private const int MostPolicies = 2_048;

    private static readonly ObjectIdentifier Any = CertificatePolicies.AnyPolicy;

    private readonly PolicyInputs _inputs;
    private readonly ImmutableSortedDictionary<ObjectIdentifier, PolicyNode> _level;
    private readonly (int Explicit, int Mapping, int AnyPolicy) _skip;

    private PolicyState(
        PolicyInputs inputs,
        ImmutableSortedDictionary<ObjectIdentifier, PolicyNode> level,
        (int Explicit, int Mapping, int AnyPolicy) skip,
        string? failure)
    {
        (_inputs, _level, _skip, FailureReason) = (inputs, level, skip, failure);
    }

    /// <summary>Whether no certificate further down can mend it.</summary>
    public bool Failed => FailureReason is not null;

    /// <summary>Whether a certificate below can be refused for its policies, unless it asks for policies itself.</summary>
    public bool MayRefuse => Failed || _skip.Explicit != Never;

    /// <summary>Why it failed, for people.</summary>
    public string? FailureReason { get; }

    /// <summary>Section 6.1.2. A counter that begins at "path length plus one" never ends before the path does, so it
    /// begins at never.</summary>
    public static PolicyState Initial(PolicyInputs inputs)
    {
        var root = new PolicyNode(Any, [Any], []);
        var skip = (
            inputs.RequireExplicit ? 0 : Never,
            inputs.InhibitMapping ? 0 : Never,
            inputs.InhibitAnyPolicy ? 0 : Never);
        return new PolicyState(inputs, Empty.Add(Any, root), skip, null);
    }

    /// <summary>Goes through one more certificate: sections 6.1.3 (d) to (f), then 6.1.4 or, for the last, 6.1.5.</summary>
    public PolicyState Next(CertificatePolicyView certificate, bool isLast)
    {
        if (Failed) return this;
        if (IsTooLarge(certificate)) return Fail("there are more policies than any honest CA has");
        var level = Descend(certificate, isLast);
        if (_skip.Explicit == 0 && level.IsEmpty)
            return Fail("an explicit policy is required, and no policy holds along the path");
        return isLast ? Finish(certificate, level) : Prepare(certificate, level);
    }

    /// <summary>After the last certificate: the policies that hold and that the user accepts, in the anchor's domain
    /// (RFC 9618 section 5.5). Contains anyPolicy when every policy holds.</summary>
    public ImmutableSortedSet<ObjectIdentifier> UserConstrainedPolicies()
    {
        var authority = _level.Values.SelectMany(node => node.Origins).ToImmutableSortedSet();
        if (_level.ContainsKey(Any)) authority = authority.Add(Any);
        if (_inputs.AcceptsAny) return authority;
        return authority.Contains(Any)
            ? [.. _inputs.UserInitialPolicies]
            : authority.Intersect(_inputs.UserInitialPolicies);
    }

    /// <inheritdoc/>
    public bool Equals(PolicyState? other) => other is not null
        && _skip == other._skip
        && FailureReason == other.FailureReason
        && _level.Count == other._level.Count
        && _level.Values.SequenceEqual(other._level.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PolicyState);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_skip, _level.Count, FailureReason);

    private static ImmutableSortedDictionary<ObjectIdentifier, PolicyNode> Empty { get; } =
        ImmutableSortedDictionary<ObjectIdentifier, PolicyNode>.Empty;

    private bool IsTooLarge(CertificatePolicyView certificate) =>
        certificate.Policies?.Policies.Length > MostPolicies
        || certificate.Mappings?.Mappings.Length > MostPolicies
        || _level.Values.Sum(node => node.Expected.Count + node.Origins.Count) > 8 * MostPolicies;

    // Section 6.1.3 (d) and (e), as RFC 9618 section 5.3 has it.
    private ImmutableSortedDictionary<ObjectIdentifier, PolicyNode> Descend(
        CertificatePolicyView certificate, bool isLast)
    {
        if (certificate.Policies is not { } policies || _level.IsEmpty) return Empty;
        var parents = ParentsByExpectedPolicy();
        var next = Empty.ToBuilder();
        foreach (var policy in policies.Policies.Where(policy => policy != Any))
        {
            // (d)(1): a child of all who expect it, or else of anyPolicy.
            if (parents.TryGetValue(policy, out var origins)) next[policy] = new PolicyNode(policy, [policy], origins);
            else if (_level.ContainsKey(Any)) next[policy] = new PolicyNode(policy, [policy], [policy]);
        }
        var mayBeAny = _skip.AnyPolicy > 0 || (!isLast && certificate.IsSelfIssued);
        if (!mayBeAny || !policies.Policies.Contains(Any)) return next.ToImmutable();
        foreach (var (policy, origins) in parents)
        {
            // (d)(2): anyPolicy stands for whatever is expected.
            if (!next.ContainsKey(policy)) next[policy] = new PolicyNode(policy, [policy], origins);
        }
        return next.ToImmutable();
    }

    private Dictionary<ObjectIdentifier, ImmutableSortedSet<ObjectIdentifier>> ParentsByExpectedPolicy()
    {
        var parents = new Dictionary<ObjectIdentifier, ImmutableSortedSet<ObjectIdentifier>>();
        foreach (var node in _level.Values)
        {
            foreach (var expected in node.Expected)
                parents[expected] = parents.TryGetValue(expected, out var others) ? others.Union(node.Origins) : node.Origins;
        }
        return parents;
    }

    // Section 6.1.4 (a), (b), (h), (i), (j).
    private PolicyState Prepare(
        CertificatePolicyView certificate, ImmutableSortedDictionary<ObjectIdentifier, PolicyNode> level)
    {
        if (certificate.Mappings is { } mappings)
        {
            if (mappings.Mappings.Any(mapping => mapping.IssuerPolicy == Any || mapping.SubjectPolicy == Any))
                return Fail("a policy is mapped to or from anyPolicy");
            level = Map(level, mappings);
        }
        var (explicitly, mapping, any) = _skip;
        if (!certificate.IsSelfIssued) (explicitly, mapping, any) = (Less(explicitly), Less(mapping), Less(any));
        if (certificate.Constraints is { } constraints)
        {
            explicitly = Math.Min(explicitly, constraints.RequireExplicitPolicy ?? Never);
            mapping = Math.Min(mapping, constraints.InhibitPolicyMapping ?? Never);
        }
        any = Math.Min(any, certificate.InhibitAnyPolicy ?? Never);
        return new PolicyState(_inputs, level, (explicitly, mapping, any), null);
    }

    private ImmutableSortedDictionary<ObjectIdentifier, PolicyNode> Map(
        ImmutableSortedDictionary<ObjectIdentifier, PolicyNode> level, PolicyMappings mappings)
    {
        var mapped = level.ToBuilder();
        foreach (var group in mappings.Mappings.GroupBy(mapping => mapping.IssuerPolicy))
        {
            if (_skip.Mapping == 0)
            {
                mapped.Remove(group.Key);
                continue;
            }
            var expected = group.Select(mapping => mapping.SubjectPolicy).ToImmutableSortedSet();
            if (level.TryGetValue(group.Key, out var node)) mapped[group.Key] = node with { Expected = expected };
            else if (level.ContainsKey(Any)) mapped[group.Key] = new PolicyNode(group.Key, expected, [group.Key]);
        }
        return mapped.ToImmutable();
    }

    // Section 6.1.5 (a), (b), (g).
    private PolicyState Finish(
        CertificatePolicyView certificate, ImmutableSortedDictionary<ObjectIdentifier, PolicyNode> level)
    {
        var explicitly = Less(_skip.Explicit);
        if (certificate.Constraints is { RequireExplicitPolicy: 0 }) explicitly = 0;
        var end = new PolicyState(_inputs, level, (explicitly, _skip.Mapping, _skip.AnyPolicy), null);
        return explicitly == 0 && end.UserConstrainedPolicies().IsEmpty
            ? end.Fail("a policy is required, and none that is accepted holds along the path")
            : end;
    }

    private PolicyState Fail(string reason) => new(_inputs, _level, _skip, reason);

    private static int Less(int counter) => counter is 0 or Never ? counter : counter - 1;
}
