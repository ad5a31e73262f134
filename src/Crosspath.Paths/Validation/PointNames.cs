using Crosspath.X509;

namespace Crosspath.Paths.Validation;

/// <summary>Names of distribution points, in a form in which equal names are equal texts.</summary>
internal static class PointNames
{
    /// <summary>The full names, or the one that a relative name makes under an issuer's.</summary>
    public static IReadOnlyList<string> Of(DistributionPointName name, Name issuer) => name.RelativeName.IsEmpty
        ? [.. name.FullNames.Select(full => full.Kind == GeneralNameKind.DirectoryName ? Of(full.Directory) : full.ToString())]
        : [Of(issuer.With(name.RelativeName))];

    /// <summary>A directory name.</summary>
    public static string Of(Name name) => "dirname:" + Convert.ToHexStringLower(name.ToCanonicalForm());
}
