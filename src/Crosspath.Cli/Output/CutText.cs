using System.Globalization;
using Crosspath.Paths.Cutting;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath cut</c> tells people.</summary>
internal static class CutText
{
    /// <summary>Writes the answer.</summary>
    public static void Write(CutAnswer answer, TextWriter output)
    {
        var cut = answer.Cut;
        var name = Printable.Text(cut.Identity.Subject.FriendlyText);
        if (cut.Elements.IsEmpty)
        {
            output.WriteLine($"{name}    has no valid path on {TimeArgument.Day(answer.At)}: nothing needs cutting");
            return;
        }
        var things = cut.Elements.Length == 1 ? "1 thing ends" : $"{cut.Elements.Length} things end";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}    {things} every path on {TimeArgument.Day(answer.At)}, cost {cut.Cost:N0}"));
        output.WriteLine();
        foreach (var element in cut.Elements) output.WriteLine("  " + TextOf(element));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nproof: {cut.PathsBefore:N0} valid paths before, {cut.PathsAfter:N0} after"));
        output.WriteLine(cut.IsCheapest ? "nothing cheaper ends them all" : "something cheaper may end them all, too: a budget ended the search");
        var leaves = answer.Lost.Count(certificate => certificate.IsCa != true);
        output.WriteLine($"with it {answer.Lost.Count - leaves} CA certificates and {leaves} others at hand lose their last path");
    }

    private static string TextOf(CutElement element) => element switch
    {
        CutElement.Revocation { Certificate: var certificate } =>
            $"revoke    {certificate.Fingerprint.Short}  {Text(certificate.Subject)} by {Text(certificate.Issuer)}",
        CutElement.Distrust distrust =>
            $"distrust  {distrust.Anchor.KeyId.Short}  {Text(distrust.Anchor.Subject)} in {TimelineAnswer.NameOf(distrust.Store)}",
        _ => "",
    };

    private static string Text(Name name) => Printable.Text(name.FriendlyText);
}
