namespace Crosspath.X509.Tests;

/// <summary>Certificates of a few bytes, in hex, with whatever is wanted in the place of a part.</summary>
internal static class CraftedCertificate
{
    public const string Dates = "170D3230303130313030303030305A170D3330303130313030303030305A";
    public const string NamedA = "300C310A300806035504030C0141";

    public static Certificate Read(string hex) =>
        Certificate.TryRead(Convert.FromHexString(hex), out var certificate, out var error)
            ? certificate
            : throw new InvalidDataException(error.ToString());

    /// <param name="extensions">The content of the explicit [3].</param>
    /// <param name="tail">What stands in the place of [1], [2] and [3].</param>
    /// <param name="after">What follows the signature inside the certificate.</param>
    public static string Craft(
        string serial = "020101", string? innerAlgorithm = null, string subject = "3000", string dates = Dates,
        string? extensions = null, string issuer = NamedA, string? version = null, string? tail = null,
        string signature = "030200FF", string after = "")
    {
        const string Algorithm = "300406022A03";
        var key = Sequence(Algorithm + "030200FF");
        tail ??= extensions is null ? "" : Wrap("A3", extensions);
        version ??= tail.Length == 0 ? "" : "A003020102";
        var signed = version + serial + (innerAlgorithm ?? Algorithm) + issuer + Sequence(dates) + subject + key + tail;
        return Sequence(Sequence(signed) + Algorithm + signature + after);
    }

    public static string Sequence(string content) => Wrap("30", content);

    public static string Wrap(string tag, string content)
    {
        var length = content.Length / 2;
        return length switch
        {
            < 0x80 => $"{tag}{length:X2}{content}",
            < 0x100 => $"{tag}81{length:X2}{content}",
            < 0x10000 => $"{tag}82{length:X4}{content}",
            _ => $"{tag}83{length:X6}{content}",
        };
    }
}
