namespace Crosspath.Census.Analysis;

// The decision tree of "The Boon and Bane of Cross-Signing" (CCS 2020; App/EvalCrosssign.pm, _classify_ownerbased). A member
// is natural if its CA's owner signed it himself: what the others add to that is what the cross-sign is for.

/// <summary>Says what a cross-sign is for, from when which issuers' certificates were trusted where.</summary>
internal sealed class PurposeTree
{
    private readonly StorePeriods _all, _natural, _naturalRoots;
    private readonly (StorePeriods Periods, bool IsNatural, bool IsNaturalRoot)[] _issuers;
    private readonly bool _hasNatural, _hasRoot;

    private PurposeTree(IReadOnlyList<Member> members, Func<Member, bool> isNatural)
    {
        var natural = members.Where(isNatural).ToArray();
        var roots = natural.Where(member => member is { IsAnchor: true, IsSelfSigned: true }).ToArray();
        _all = StorePeriods.Of(members);
        _natural = StorePeriods.Of(natural);
        _naturalRoots = StorePeriods.Of(roots);
        (_hasNatural, _hasRoot) = (natural.Length > 0, roots.Length > 0);
        _issuers = [.. members.GroupBy(member => member.IssuerKey ?? "").Select(issuer =>
            (StorePeriods.Of(issuer), issuer.Any(natural.Contains), issuer.Any(roots.Contains)))];
    }

    /// <summary>Classifies the trusted members of a group.</summary>
    public static Category Classify(IReadOnlyList<Member> members, Func<Member, bool> isNatural) =>
        new PurposeTree(members, isNatural).Classify();

    private bool OneFull => _issuers.Any(issuer => issuer.Periods.Cover(_all));

    private bool NaturalFull => _issuers.Any(issuer => issuer.IsNatural && issuer.Periods.Cover(_all));

    private bool OneFirst => _issuers.Any(issuer => issuer.Periods.BeginFirst(_all));

    private bool NaturalFirstEverywhere => _issuers.Any(issuer => issuer.IsNatural && issuer.Periods.BeginFirst(_all));

    private bool RootFirstEverywhere => _issuers.Any(issuer => issuer.IsNaturalRoot && issuer.Periods.BeginFirst(_all));

    private bool RootFirst => _naturalRoots.BeginNoLaterThan(_all);

    private bool NaturalFirst => _natural.BeginNoLaterThan(_all);

    private Category Classify()
    {
        // No dates at all: the study's tree falls through.
        if (_all.Earliest is null) return Category.ExpandedTrustStores;
        return OneFull ? ClassifyCovered() : ClassifyUncovered();
    }

    // One issuer alone would give everything.
    private Category ClassifyCovered()
    {
        if (!_hasNatural) return Category.AlternativePaths;
        if (!NaturalFull) return Combined();
        if (!_hasRoot) return Category.AlternativePaths;
        if (!RootFirst) return Category.Bootstrapping;
        if (_naturalRoots.Cover(_all)) return Category.AlternativePaths;
        return RootFirstEverywhere ? Category.ExpandedTrustTime : Category.ExpandedTrustStores;
    }

    private Category ClassifyUncovered()
    {
        if (!_hasNatural) return OneFirst ? Category.ExpandedTrustTime : Category.ExpandedTrustStores;
        if (!NaturalFirst) return Combined();
        if (_hasRoot) return ByRoot();
        return NaturalFirstEverywhere ? Category.ExpandedTrustTime : Category.ExpandedTrustStores;
    }

    private Category Combined()
    {
        if (!_natural.Cover(_all)) return Category.Bootstrapping;
        if (_hasRoot) return ByRoot();
        return OneFirst ? Category.ExpandedTrustTime : Category.ExpandedTrustStores;
    }

    private Category ByRoot() =>
        !RootFirst ? Category.Bootstrapping
        : RootFirstEverywhere ? Category.ExpandedTrustTime
        : Category.ExpandedTrustStores;
}
