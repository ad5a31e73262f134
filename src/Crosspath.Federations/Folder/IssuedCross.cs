using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>A cross-certificate as it lies in the exchange folder.</summary>
/// <param name="Domain">Who issued it.</param>
/// <param name="Name">Under which name it was wanted.</param>
/// <param name="Number">The how manieth of that name.</param>
/// <param name="Certificate">It.</param>
public sealed record IssuedCross(string Domain, string Name, int Number, Certificate Certificate)
{
    /// <summary>Since when it is revoked; null while it is not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether it is only planned: then its signature means nothing yet.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>Whether it can be used at a time.</summary>
    public bool IsInForce(DateTimeOffset at) =>
        RevokedAt is null && Certificate.NotBefore <= at && at <= Certificate.NotAfter;

    /// <summary>Its file's name without the ending.</summary>
    public string FileName => FileNameOf(Name, Number);

    internal static string FileNameOf(string name, int number) => FormattableString.Invariant($"{name}.{number}");

    /// <summary>Takes a file's name apart; null when it is none of ours.</summary>
    internal static (string Name, int Number)? Parse(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        return dot > 0 && int.TryParse(fileName.AsSpan(dot + 1), System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? (fileName[..dot], number)
            : null;
    }
}
