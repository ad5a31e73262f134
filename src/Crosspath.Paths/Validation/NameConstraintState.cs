using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths.Validation;

/// <summary>
/// permitted_subtrees and excluded_subtrees of RFC 5280 section 6.1.2: the name constraints of every certificate so
/// far. A name must lie in the permitted subtrees of each of them, and in the excluded ones of none. Immutable; the
/// order in which constraints came does not matter, nor does it that some came twice.
/// </summary>
internal sealed class NameConstraintState : IEquatable<NameConstraintState>
{
    // webpki allows 250,000 comparisons a path (verify_cert.rs, Budget::default); Go had none before CVE-2025-58187.
    private const int MostComparisons = 250_000;

    private readonly ImmutableSortedDictionary<Fingerprint, NameConstraints> _all;

    private NameConstraintState(ImmutableSortedDictionary<Fingerprint, NameConstraints> all) => _all = all;

    /// <summary>No constraints.</summary>
    public static NameConstraintState None { get; } =
        new(ImmutableSortedDictionary<Fingerprint, NameConstraints>.Empty);

    /// <summary>Whether nothing is constrained.</summary>
    public bool IsEmpty => _all.IsEmpty;

    /// <summary>Adds a certificate's constraints: section 6.1.4 (g).</summary>
    public NameConstraintState With(Certificate certificate)
    {
        if (certificate.FindExtension(ExtensionOids.NameConstraints) is not { } extension) return this;
        return NameConstraints.Read(extension.Value) is { } constraints
            ? new NameConstraintState(_all.SetItem(Fingerprint.Of(extension.Value.Span), constraints))
            : this;
    }

    /// <summary>Checks a certificate's names: section 6.1.3 (b) and (c). The first fault of each name.</summary>
    public IEnumerable<NameViolation> Check(Certificate certificate)
    {
        if (_all.IsEmpty) yield break;
        if (_all.Values.FirstOrDefault(constraints => constraints.HasDistances) is not null)
            yield return new NameViolation("bad-name-constraint", "a name constraint has a minimum or maximum distance");
        var comparisons = 0;
        foreach (var name in NamesOf(certificate))
        {
            if (CheckName(name, ref comparisons) is { } violation) yield return violation;
            if (comparisons <= MostComparisons) continue;
            yield return new NameViolation("too-many-names", "names and name constraints are too many to compare");
            yield break;
        }
    }

    /// <inheritdoc/>
    public bool Equals(NameConstraintState? other) => other is not null && _all.Keys.SequenceEqual(other._all.Keys);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NameConstraintState);

    /// <inheritdoc/>
    public override int GetHashCode() => _all.Keys.Aggregate(0, HashCode.Combine);

    // Section 4.2.1.10: the subject as a directory name, the alternative names, and the subject's mail addresses when
    // there is no alternative name of that kind.
    private static IEnumerable<GeneralName> NamesOf(Certificate certificate)
    {
        var subject = certificate.Subject;
        if (!subject.IsEmpty) yield return new GeneralName(GeneralNameKind.DirectoryName, subject.Raw);
        var alternatives = certificate.SubjectAlternativeName.Value?.Names ?? [];
        foreach (var name in alternatives) yield return name;
        if (alternatives.Any(name => name.Kind == GeneralNameKind.Rfc822Name)) yield break;
        foreach (var attribute in subject.Attributes())
        {
            if (attribute.Type == NameAttribute.EmailAddress)
                yield return new GeneralName(GeneralNameKind.Rfc822Name, attribute.Content);
        }
    }

    private NameViolation? CheckName(GeneralName name, ref int comparisons)
    {
        foreach (var constraints in _all.Values)
        {
            foreach (var subtree in Of(name.Kind, constraints.Excluded))
            {
                comparisons++;
                var match = NameSubtree.Excludes(subtree, name);
                if (match == NameMatch.Inside)
                    return new NameViolation("name-excluded", $"{name} is in the excluded {subtree}");
                if (Fault(match, name, subtree) is { } fault) return fault;
            }
            var permitted = Of(name.Kind, constraints.Permitted);
            var (isInside, isConstrained) = (false, false);
            foreach (var subtree in permitted)
            {
                comparisons++;
                isConstrained = true;
                var match = NameSubtree.Contains(subtree, name);
                if (Fault(match, name, subtree) is { } fault) return fault;
                isInside |= match == NameMatch.Inside;
                if (isInside) break;
            }
            if (isConstrained && !isInside)
                return new NameViolation("name-not-permitted", $"{name} is in none of the permitted subtrees");
            if (comparisons > MostComparisons) return null;
        }
        return null;
    }

    private static IEnumerable<GeneralName> Of(GeneralNameKind kind, ImmutableArray<GeneralName>? subtrees) =>
        (subtrees ?? []).Where(subtree => subtree.Kind == kind);

    private static NameViolation? Fault(NameMatch match, GeneralName name, GeneralName subtree) => match switch
    {
        NameMatch.BadName => new NameViolation("bad-name", $"{name} is malformed, so that it can be in no subtree"),
        NameMatch.BadSubtree => new NameViolation("bad-name-constraint", $"the name constraint {subtree} is malformed"),
        NameMatch.Unsupported => new NameViolation("unsupported-name-constraint",
            $"names of the kind {name.Kind} are constrained, which nobody here understands"),
        _ => null,
    };
}
