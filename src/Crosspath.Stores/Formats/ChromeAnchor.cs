using Crosspath.X509;

namespace Crosspath.Stores.Formats;

/// <summary>One anchor of the Chrome Root Store. What its fields mean: <c>net/cert/root_store.proto</c> of Chromium.
/// </summary>
internal sealed class ChromeAnchor(ProtoField anchor, KnownCertificates known, StoreDraft draft)
{
    private readonly ProtoMessage _anchor = anchor.Message ?? new ProtoMessage();

    private string Place => $"line {anchor.Line}";

    /// <summary>Adds its entry.</summary>
    public void Describe()
    {
        if (!TryName(out var fingerprint)) return;
        if (known.TryFind(fingerprint, out var certificate)) draft.Carry(certificate);
        // tls_trust_anchor came with anchors that are there for other purposes (EU trust list) alone.
        var isTls = _anchor.Value("tls_trust_anchor") is not "false";
        var limits = new ChromeConstraints(_anchor, draft).Read();
        draft.Add(new StoreEntry(fingerprint, limits with { Purposes = isTls ? [Purposes.Server] : [] }), Place);
        if (_anchor.Value("enforce_anchor_constraints") is "true")
            draft.Report(Place, "enforce_anchor_constraints: the anchor's own constraints are to be enforced");
    }

    private bool TryName(out Fingerprint fingerprint)
    {
        if (Fingerprint.TryParse(_anchor.Value("sha256_hex"), out fingerprint)) return true;
        if (_anchor.Value("der") is not { } der)
        {
            draft.Report(Place, "an anchor without a SHA-256 of 64 hex digits");
            return false;
        }
        if (!Certificate.TryRead(Bytes(der), out var certificate, out var error))
        {
            draft.Report(Place, $"no certificate: {error}");
            return false;
        }
        draft.Carry(certificate);
        fingerprint = certificate.Fingerprint;
        return true;
    }

    private static byte[] Bytes(string value) => [.. value.Select(c => (byte)(c & 0xFF))];
}
