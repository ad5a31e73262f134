namespace Crosspath.Census.Analysis;

/// <summary>What sort of identity a group is: the study's classes of roles (census rules, section 6), over issuers as the
/// rules in force tell them apart.</summary>
internal static class RoleRule
{
    /// <summary>The roles of the trusted members of a group.</summary>
    public static GroupRoles Of(IReadOnlyList<Member> trusted)
    {
        // A CA's certificate is an intermediate as soon as a path leads to it, also when some store has it as well.
        var roots = Issuers(trusted.Where(member => (member.IsCa || member.IsAnchor) && !member.HasPath));
        var intermediates = Issuers(trusted.Where(member => member.IsCa && member.HasPath));
        var leaves = Issuers(trusted.Where(member => !member.IsCa && !(member.IsAnchor && !member.HasPath)));
        var roles = GroupRoles.None;
        var isSame = roots.Count == 1 && intermediates.Count == 1 && roots.SetEquals(intermediates);
        if (roots.Count >= 1 && intermediates.Count >= 1 && !isSame) roles |= GroupRoles.Root;
        if (roots.Count == 0 && intermediates.Count >= 2) roles |= GroupRoles.Intermediate;
        if (roots.Count == 0 && intermediates.Count == 0 && leaves.Count >= 2) roles |= GroupRoles.Leaf;
        if (leaves.Count >= 1 && roots.Count + intermediates.Count >= 1) roles |= GroupRoles.LeafMix;
        return roles;
    }

    private static HashSet<string> Issuers(IEnumerable<Member> members) => [.. members.Select(member => member.IssuerKey ?? "")];
}
