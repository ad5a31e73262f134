using System.Globalization;
using System.Net;
using System.Text;
using Crosspath.Census.Analysis;

namespace Crosspath.Answers;

/// <summary>A small graph of one group: who signed the identity, with which certificates.</summary>
internal static class CensusPicture
{
    private const int Row = 22, Width = 400, MostIssuers = 12;

    /// <summary>Adds the picture to a page.</summary>
    public static void Draw(CrossSignGroup group, StringBuilder page)
    {
        var issuers = group.Members
            .GroupBy(member => member.IsSelfSigned ? "itself" : (member.Issuer?.Subject ?? member.Certificate.Issuer).FriendlyText)
            .OrderByDescending(issuer => issuer.Count()).ThenBy(issuer => issuer.Key, StringComparer.Ordinal).ToArray();
        var shown = issuers.Take(MostIssuers).ToArray();
        var height = (shown.Length + (issuers.Length > shown.Length ? 1 : 0)) * Row + 8;
        var middle = height / 2;
        page.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{issuers.Length} issuers of {Text(group.Subject.FriendlyText)}\" width=\"{Width}\" height=\"{height}\">\n");
        foreach (var (i, issuer) in shown.Index())
        {
            var y = i * Row + Row / 2 + 4;
            var isTrusted = issuer.Any(member => member.IsTrusted);
            var dash = isTrusted ? "" : " stroke-dasharray=\"4 3\"";
            page.Append(CultureInfo.InvariantCulture, $"<path d=\"M250 {y} C300 {y} 310 {middle} 350 {middle}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\"{dash}/>");
            page.Append(CultureInfo.InvariantCulture, $"<text x=\"246\" y=\"{y + 4}\" text-anchor=\"end\">{Text(issuer.Key)}{(issuer.Count() > 1 ? $" ×{issuer.Count()}" : "")}<title>{string.Join(", ", issuer.Select(Dates))}</title></text>\n");
        }
        if (issuers.Length > shown.Length)
            page.Append(CultureInfo.InvariantCulture, $"<text x=\"246\" y=\"{height - 10}\" text-anchor=\"end\">and {issuers.Length - shown.Length} more</text>");
        page.Append(CultureInfo.InvariantCulture, $"<circle cx=\"358\" cy=\"{middle}\" r=\"8\" fill=\"var(--mark)\"/></svg>\n");
    }

    private static string Dates(Member member) => string.Create(
        CultureInfo.InvariantCulture, $"{member.Certificate.Fingerprint.Short} {member.Certificate.NotBefore:yyyy-MM-dd} to {member.Certificate.NotAfter:yyyy-MM-dd}");

    private static string Text(string text) => WebUtility.HtmlEncode(Printable.Text(text, 30));
}
