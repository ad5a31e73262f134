using System.Text;

namespace Crosspath.Stores.Formats;

/// <summary>One object of a <c>certdata.txt</c>: attributes of PKCS#11, each with the bytes or the word that the file
/// gives it.</summary>
/// <param name="Line">Where it begins.</param>
internal sealed record CertdataObject(int Line)
{
    private readonly Dictionary<string, (string Type, byte[] Value)> _attributes = [];

    /// <summary>What the file calls it.</summary>
    public string Label => Word("CKA_LABEL") is { Length: > 1 } quoted ? quoted.Trim('"') : "";

    /// <summary>Where it is, for messages.</summary>
    public string Place => Label.Length > 0 ? $"line {Line} ({Label})" : $"line {Line}";

    /// <summary>Whether it is of a class. NSS was Netscape's: older files have the older names.</summary>
    public bool IsCertificate => Word("CKA_CLASS") == "CKO_CERTIFICATE";

    /// <summary>Whether it says what a certificate is trusted for.</summary>
    public bool IsTrust => Word("CKA_CLASS") is "CKO_NSS_TRUST" or "CKO_NETSCAPE_TRUST" or "CKO_TRUST";

    /// <summary>Sets an attribute; the first word counts.</summary>
    public void Add(string attribute, string type, byte[] value) => _attributes.TryAdd(attribute, (type, value));

    /// <summary>An attribute's bytes; empty when it has none.</summary>
    public ReadOnlyMemory<byte> Bytes(string attribute) =>
        _attributes.TryGetValue(attribute, out var found) && found.Type == CertdataParser.Octal ? found.Value : default;

    /// <summary>An attribute's word; null when it has none.</summary>
    public string? Word(string attribute) =>
        _attributes.TryGetValue(attribute, out var found) && found.Type != CertdataParser.Octal
            ? Encoding.UTF8.GetString(found.Value)
            : null;
}
