using System.Globalization;
using Crosspath.Census.Analysis;

namespace Crosspath.Cli.Output;

/// <summary>A census for people.</summary>
internal static class CensusText
{
    private static readonly (Category Category, string Words)[] Purposes =
    [
        (Category.Bootstrapping, "bootstrapping"),
        (Category.ExpandedTrustStores, "expanded trust: stores"),
        (Category.ExpandedTrustTime, "expanded trust: time"),
        (Category.AlternativePaths, "alternative paths"),
    ];

    private static readonly (Category Category, string Words)[] Troubles =
    [
        (Category.ValidAfterRevocation, "valid after revocation or removal"),
        (Category.BarrierBreach, "barrier breach"),
        (Category.OwnershipChange, "ownership change"),
        (Category.Backdating, "backdating"),
        (Category.MissingTransparency, "missing transparency"),
        (Category.MultipleSignatureAlgorithms, "multiple signature algorithms"),
    ];

    /// <summary>Writes the whole.</summary>
    public static void Write(CensusReport report, TextWriter output)
    {
        output.WriteLine($"{report.Groups.Length:N0} identities are cross-signed, {report.Trusted.Count():N0} of them were trusted through two issuers");
        output.WriteLine();
        WritePopulation(report, output);
        output.WriteLine();
        WriteRoles(report, output);
        output.WriteLine();
        WriteCategories("what they are for", Purposes, report, output);
        output.WriteLine();
        WriteCategories("what is wrong with them, or worth knowing", Troubles, report, output);
        output.WriteLine();
        WriteLargest(report, output);
    }

    /// <summary>Writes what a group's classification rests on.</summary>
    public static void WriteGroup(CrossSignGroup group, TextWriter output)
    {
        output.WriteLine($"{Printable.Text(group.Subject.ToString())}");
        output.WriteLine($"key {group.KeyId}");
        output.WriteLine(!group.IsTrusted ? "cross-signed, but never trusted through two issuers"
            : $"cross-signed {group.Roles}{(group.IsInternal ? ", internal" : "")}{(group.IsExternal ? ", external" : "")}");
        output.WriteLine();
        foreach (var member in group.Members)
        {
            var issuer = Printable.Text((member.Issuer?.Subject ?? member.Certificate.Issuer).FriendlyText);
            var by = member.IsSelfSigned ? "self-signed" : member.Issuer is null ? $"by {issuer} (not proved)" : $"by {issuer}";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {member.Certificate.Fingerprint.Short}  {member.Certificate.NotBefore:yyyy-MM-dd} to {member.Certificate.NotAfter:yyyy-MM-dd}  {by}{(member.IsTrusted ? "" : ", never trusted")}"));
        }
        output.WriteLine();
        foreach (var evidence in group.Evidence)
            output.WriteLine($"{CensusJson.NameOf(evidence.Category)}: {Printable.Text(evidence.Text, 400)}");
        if (group.SubGroups.Length > 1) output.WriteLine($"{group.SubGroups.Length} sets of certificates that overlap by 121 days or more");
    }

    /// <summary>Writes what the study's rules see differently.</summary>
    public static void WriteDelta(IReadOnlyList<GroupDifference> delta, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"{delta.Count:N0} groups differ under the rules of the study");
        foreach (var difference in delta)
        {
            output.WriteLine($"  {Printable.Text(difference.Subject.FriendlyText, 60)} [key {difference.KeyId.Short}]");
            output.WriteLine($"    study: {difference.Study ?? "no cross-sign"}; here: {difference.Ours ?? "no cross-sign"}");
            output.WriteLine($"    because of: {(difference.Rules.IsEmpty ? "several rules together" : string.Join("; ", difference.Rules))}");
        }
    }

    private static void WritePopulation(CensusReport report, TextWriter output)
    {
        var precertificates = report.Size.Precertificates > 0 ? $", and {report.Size.Precertificates:N0} precertificates, which take no part" : "";
        output.WriteLine($"certificates     {report.Size.Certificates,16:N0}   of CAs {report.Size.Cas:N0}, leaves {report.Size.Leaves:N0}{precertificates}");
        output.WriteLine($"ever valid       {report.ValidCertificates,16:N0}   of CAs {report.ValidCas:N0}");
        output.WriteLine($"paths            {report.Paths,16:N0}   {(report.IsExact ? "exactly" : "at least: a budget ended the counting")}; the longest has {report.LongestPath} certificates");
        if (report.WidestAnchor is { } widest)
            output.WriteLine($"widest anchor    {widest.Certificates,16:N0}   valid certificates below {Printable.Text(widest.Anchor.Subject.FriendlyText)} {widest.Anchor.Fingerprint.Short}");
        if (report.BusiestCa is { } busiest)
            output.WriteLine($"most paths       {busiest.Paths,16:N0}   of {Printable.Text(busiest.Certificate.Subject.FriendlyText)} {busiest.Certificate.Fingerprint.Short}");
        output.WriteLine($"reissued         {report.Reissued,16:N0}   identities with several certificates that are no cross-signs");
    }

    private static void WriteRoles(CensusReport report, TextWriter output)
    {
        output.WriteLine("trusted cross-signs      all   internal   external");
        void Line(string name, Func<CrossSignGroup, bool> isOne)
        {
            CrossSignGroup[] groups = [.. report.Trusted.Where(isOne)];
            output.WriteLine($"  {name,-16} {groups.Length,9:N0} {groups.Count(group => group.IsInternal),10:N0} {groups.Count(group => group.IsExternal),10:N0}");
        }
        Line("roots", group => group.Roles.HasFlag(GroupRoles.Root));
        Line("intermediates", group => group.Roles.HasFlag(GroupRoles.Intermediate));
        Line("leaves", group => group.Roles.HasFlag(GroupRoles.Leaf));
        Line("leaf mix", group => group.Roles.HasFlag(GroupRoles.LeafMix));
        Line("all", _ => true);
    }

    private static void WriteCategories(
        string title, (Category Category, string Words)[] categories, CensusReport report, TextWriter output)
    {
        output.WriteLine(title);
        foreach (var (category, words) in categories) output.WriteLine($"  {words,-34} {report.Count(category),8:N0}");
    }

    private static void WriteLargest(CensusReport report, TextWriter output)
    {
        var largest = report.Trusted.Take(5).ToArray();
        if (largest.Length == 0) return;
        output.WriteLine("the largest");
        foreach (var group in largest)
            output.WriteLine($"  {group.Members.Length,4} certificates by {group.IssuerNames.Count(),3} issuers   {Printable.Text(group.Subject.FriendlyText, 60)} [key {group.KeyId.Short}]");
        output.WriteLine();
        output.WriteLine($"more about one:  crosspath census … --explain {largest[0].KeyId.Short}");
    }
}
