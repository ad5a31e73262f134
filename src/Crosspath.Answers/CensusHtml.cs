using System.Globalization;
using System.Net;
using System.Text;
using Crosspath.Census.Analysis;

namespace Crosspath.Answers;

/// <summary>A census as one page that needs nothing else: every number leads to the groups behind it, every group to its
/// certificates.</summary>
internal sealed class CensusHtml
{
    private const int Pictures = 12;

    private readonly StringBuilder _page = new();
    private readonly CensusReport _report;
    private readonly Dictionary<string, List<CrossSignGroup>> _lists = [];
    private readonly Dictionary<CrossSignGroup, int> _numbers;

    private CensusHtml(CensusReport report)
    {
        _report = report;
        _numbers = report.Groups.Index().ToDictionary(group => group.Item, group => group.Index + 1);
    }

    /// <summary>The page.</summary>
    public static string Write(CensusReport report, IReadOnlyList<GroupDifference>? delta)
    {
        var html = new CensusHtml(report);
        html.WriteHead();
        html.WritePopulation();
        html.WriteTable();
        html.WriteYears();
        html.WritePictures();
        if (delta is not null) html.WriteDelta(delta);
        html.WriteLists();
        html.WriteGroups();
        html._page.Append("</main></body></html>\n");
        return html._page.ToString();
    }

    private void WriteHead() => _page.Append("""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Census of cross-signs</title>
        <style>
        :root { color-scheme: light dark; --line: #8886; --soft: #8882; --mark: #0b62c4; }
        @media (prefers-color-scheme: dark) { :root { --mark: #6db3ff; } }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
        main { max-width: 68rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; } h3 { font-size: 1rem; margin: 1.4rem 0 .2rem; }
        table { border-collapse: collapse; margin: .5rem 0; } .wide { overflow-x: auto; }
        th, td { padding: .2rem .8rem .2rem 0; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
        a { color: var(--mark); } code { font-size: .85em; overflow-wrap: anywhere; }
        details { margin: .3rem 0; } .soft { opacity: .75; } ul { margin: .2rem 0; padding-left: 1.2rem; }
        svg text { fill: currentColor; font: 12px system-ui, sans-serif; }
        .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr)); gap: 1rem; }
        @media (max-width: 30rem) { .pictures { grid-template-columns: 1fr; } }
        figure { margin: 0; border: 1px solid var(--line); padding: .5rem; overflow-x: auto; }
        </style></head><body><main>
        <h1>Census of cross-signs</h1>

        """);

    private void WritePopulation()
    {
        var size = _report.Size;
        _page.Append(CultureInfo.InvariantCulture, $"""
            <p>{Link("all", _report.Groups)} identities are cross-signed; {Link("trusted", _report.Trusted)} of them were trusted
            through certificates of two issuers.{(_report.Rules == CensusRules.Ccs20 ? " By the rules of the study of 2020." : "")}</p>
            <table>
            <tr><th>certificates<td class="n">{size.Certificates:N0}<td>{size.Cas:N0} of CAs, {size.Leaves:N0} leaves, {size.Precertificates:N0} precertificates
            <tr><th>ever valid<td class="n">{_report.ValidCertificates:N0}<td>{_report.ValidCas:N0} of CAs
            <tr><th>trust paths<td class="n">{_report.Paths:N0}<td>{(_report.IsExact ? "exactly" : "at least")}; the longest has {_report.LongestPath} certificates
            <tr><th>reissued<td class="n">{_report.Reissued:N0}<td>identities with several certificates that are no cross-signs

            """);
        if (_report.WidestAnchor is { } widest)
            _page.Append(CultureInfo.InvariantCulture, $"<tr><th>widest anchor<td class=\"n\">{widest.Certificates:N0}<td>valid certificates below {Text(widest.Anchor.Subject.FriendlyText)} <code>{widest.Anchor.Fingerprint.Short}</code>\n");
        if (_report.BusiestCa is { } busiest)
            _page.Append(CultureInfo.InvariantCulture, $"<tr><th>most paths<td class=\"n\">{busiest.Paths:N0}<td>of {Text(busiest.Certificate.Subject.FriendlyText)} <code>{busiest.Certificate.Fingerprint.Short}</code>\n");
        _page.Append("</table>\n");
    }

    // The study's Table 1: classes by role, and by whose the issuers are.
    private void WriteTable()
    {
        (string Name, Func<CrossSignGroup, bool> IsOne)[] columns =
        [
            ("all", _ => true),
            ("root", group => group.Roles.HasFlag(GroupRoles.Root)),
            ("intermediate", group => group.Roles.HasFlag(GroupRoles.Intermediate)),
            ("leaf", group => group.Roles.HasFlag(GroupRoles.Leaf)),
            ("leaf mix", group => group.Roles.HasFlag(GroupRoles.LeafMix)),
            ("internal", group => group.IsInternal),
            ("external", group => group.IsExternal),
        ];
        _page.Append("<h2>Classes and roles</h2><div class=\"wide\"><table><tr><th>");
        foreach (var (name, _) in columns) _page.Append("<th class=\"n\">").Append(name);
        void Row(string name, Func<CrossSignGroup, bool> isOne)
        {
            _page.Append("\n<tr><th>").Append(name);
            foreach (var column in columns)
                _page.Append("<td class=\"n\">").Append(Link($"{name}, {column.Name}", _report.Trusted.Where(group => isOne(group) && column.IsOne(group))));
        }
        Row("trusted cross-signs", _ => true);
        foreach (var category in Enum.GetValues<Category>()) Row(Words(category), group => group.Categories.Contains(category));
        _page.Append("\n</table></div>\n");
    }

    private void WriteYears()
    {
        var years = CensusYear.Of(_report.Trusted);
        if (years.IsEmpty) return;
        const int Height = 160, Step = 26;
        var most = years.Max(year => year.InForce);
        _page.Append("<h2>Cross-signs over time</h2>\n<div class=\"wide\"><svg role=\"img\" aria-label=\"Trusted cross-signs in force, and new, by year\" ");
        _page.Append(CultureInfo.InvariantCulture, $"width=\"{years.Length * Step + 10}\" height=\"{Height + 42}\">\n");
        foreach (var (i, year) in years.Index())
        {
            int Scale(int count) => (int)((long)count * Height / most);
            var (x, all, begun) = (i * Step + 4, Scale(year.InForce), Scale(year.New));
            _page.Append(CultureInfo.InvariantCulture, $"<g><title>{year.Year}: {year.InForce} in force, {year.New} new</title><rect x=\"{x}\" y=\"{Height - all + 14}\" width=\"20\" height=\"{all}\" fill=\"var(--mark)\" fill-opacity=\".35\"/><rect x=\"{x}\" y=\"{Height - begun + 14}\" width=\"20\" height=\"{begun}\" fill=\"var(--mark)\"/>");
            _page.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 10}\" y=\"{Height - all + 11}\" text-anchor=\"middle\">{year.InForce}</text><text x=\"{x + 10}\" y=\"{Height + 30}\" text-anchor=\"middle\">{year.Year % 100:00}</text></g>\n");
        }
        _page.Append("</svg></div><p class=\"soft\">Pale: identities with valid certificates of two issuers in the year. Full: first cross-signed in it.</p>\n");
    }

    private void WritePictures()
    {
        var largest = _report.Trusted.Take(Pictures).ToArray();
        if (largest.Length == 0) return;
        _page.Append("<h2>The largest groups</h2>\n<div class=\"pictures\">\n");
        foreach (var group in largest)
        {
            _page.Append("<figure><figcaption>").Append(GroupLink(group)).Append("</figcaption>");
            CensusPicture.Draw(group, _page);
            _page.Append("</figure>\n");
        }
        _page.Append("</div>\n");
    }

    private void WriteDelta(IReadOnlyList<GroupDifference> delta)
    {
        _page.Append(CultureInfo.InvariantCulture, $"<h2>Under the rules of the study</h2><p>{delta.Count:N0} groups differ.</p><div class=\"wide\"><table><tr><th>group<th>study<th>here<th>because of");
        foreach (var difference in delta)
        {
            _page.Append("\n<tr><td>").Append(Text(difference.Subject.FriendlyText)).Append(" <code>").Append(difference.KeyId.Short)
                .Append("</code><td>").Append(Text(difference.Study ?? "no cross-sign")).Append("<td>").Append(Text(difference.Ours ?? "no cross-sign"))
                .Append("<td>").Append(Text(difference.Rules.IsEmpty ? "several rules together" : string.Join("; ", difference.Rules)));
        }
        _page.Append("</table></div>\n");
    }

    private void WriteLists()
    {
        _page.Append("<h2>The numbers</h2>\n");
        foreach (var (name, groups) in _lists)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<details id=\"{IdOf(name)}\" open><summary>{Text(name)}: {groups.Count:N0}</summary><ul>\n");
            foreach (var group in groups) _page.Append("<li>").Append(GroupLink(group)).Append('\n');
            _page.Append("</ul></details>\n");
        }
    }

    private void WriteGroups()
    {
        _page.Append("<h2>The groups</h2>\n");
        foreach (var group in _report.Groups)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<h3 id=\"g{_numbers[group]}\">{Text(group.Subject.ToString())}</h3><p class=\"soft\">key <code>{group.KeyId}</code>");
            _page.Append(group.IsTrusted ? $"; {group.Roles}{(group.IsInternal ? ", internal" : "")}{(group.IsExternal ? ", external" : "")}" : "; never trusted through two issuers");
            _page.Append("</p><div class=\"wide\"><table><tr><th>certificate<th>valid<th>signed by<th>trusted in\n");
            foreach (var member in group.Members) WriteMember(member);
            _page.Append("</table></div><ul>\n");
            foreach (var evidence in group.Evidence)
                _page.Append("<li>").Append(Words(evidence.Category)).Append(": ").Append(Text(evidence.Text, 400)).Append('\n');
            _page.Append("</ul>\n");
        }
    }

    private void WriteMember(Member member)
    {
        var certificate = member.Certificate;
        var issuer = member.IsSelfSigned ? "itself" : Text((member.Issuer?.Subject ?? certificate.Issuer).FriendlyText);
        if (member.Issuer is null) issuer += " (not proved)";
        var stores = string.Join(", ", member.Stores.Select(store => Text(store.Store)));
        _page.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{certificate.Fingerprint}</code><td>{certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}<td>{issuer}<td>{stores}\n");
    }

    // A number that leads to its groups.
    private string Link(string name, IEnumerable<CrossSignGroup> groups)
    {
        var list = groups.ToList();
        if (list.Count == 0) return "0";
        _lists[name] = list;
        return string.Create(CultureInfo.InvariantCulture, $"<a href=\"#{IdOf(name)}\">{list.Count:N0}</a>");
    }

    private string GroupLink(CrossSignGroup group) => string.Create(
        CultureInfo.InvariantCulture,
        $"<a href=\"#g{_numbers[group]}\">{Text(group.Subject.FriendlyText)}</a> <span class=\"soft\">{group.Members.Length} certificates</span>");

    private static string IdOf(string name) =>
        "list-" + name.Replace(", ", "-", StringComparison.Ordinal).Replace(": ", "-", StringComparison.Ordinal).Replace(' ', '-');

    private static string Words(Category category) => category switch
    {
        Category.ExpandedTrustStores => "expanded trust: stores",
        Category.ExpandedTrustTime => "expanded trust: time",
        _ => string.Concat(category.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString())),
    };

    private static string Text(string text, int most = 120) => WebUtility.HtmlEncode(Printable.Text(text, most));
}
