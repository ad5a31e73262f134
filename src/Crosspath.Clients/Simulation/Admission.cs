using System.Buffers.Binary;

namespace Crosspath.Clients.Simulation;

/// <summary>
/// Takes served CAs in from the last of the list to the first: a CA is admitted when what is known by then signed it,
/// passed over when its issuer is unknown, and anything else that is wrong with it ends the connection. The leaf comes
/// last. Of one key identifier only the first is known. (wolfSSL with alternate chains: ProcessPeerCerts in
/// src/internal.c.)
/// </summary>
internal sealed class Admission(ClientRun run)
{
    // wolfssl/internal.h, CA_TABLE_SIZE.
    private const int Rows = 11;

    private readonly List<CertificateFacts> _admitted = [];
    private readonly Dictionary<int, List<CertificateFacts>> _pathOf = [];

    /// <summary>Admits the CAs, then judges the leaf.</summary>
    public Outcome Read()
    {
        foreach (var certificate in run.Surroundings.Served.Skip(1).Reverse())
        {
            if (Admit(certificate) is { } fault) return Reject(certificate, fault);
        }
        if (run.Profile.Anchor.Target == TargetAnchor.InStore && run.Finder.Store.IsRoot(run.Leaf))
            return run.Judge.Leaf(run.Leaf) is { } direct ? Reject(run.Leaf, direct) : Outcome.Accepted([run.Leaf]);
        if (IssuerOf(run.Leaf) is not { } issuer) return Reject(run.Leaf, $"no issuer of '{run.Leaf}' is known");
        var chain = PathUnder(issuer, run.Leaf);
        return Faults(chain, isLeaf: true) is { } fault2 ? Reject(run.Leaf, fault2) : Outcome.Accepted(chain);
    }

    // Null: admitted, or passed over.
    private string? Admit(CertificateFacts certificate)
    {
        if (UnknownCritical.Of(certificate, run.Profile) is { } extension)
            return $"'{certificate}' has a critical extension that is not understood: {extension}";
        if (IssuerOf(certificate) is not { } issuer)
        {
            run.Trace.Add(TraceAction.Skip, certificate, "its issuer is not known: passed over");
            return certificate.Certificate.IsCa == true ? null : $"no issuer of '{certificate}' is known";
        }
        var path = PathUnder(issuer, certificate);
        if (Faults(path, isLeaf: false) is { } fault) return fault;
        if (certificate.Certificate.IsCa != true || IsKnown(certificate)) return null;
        var mayIssue = certificate.Certificate.KeyUsage?.HasFlag(X509.KeyUsages.KeyCertSign) ?? false;
        if (!mayIssue && !certificate.IsSelfIssued)
            return $"'{certificate}' may not issue certificates";
        run.Trace.Add(TraceAction.Take, certificate, $"signed by '{issuer}': admitted as a CA");
        _admitted.Add(certificate);
        _pathOf[certificate.Id] = path;
        return null;
    }

    // path[0] under path[1] and so on to the root; path[0] is what is being judged.
    private string? Faults(List<CertificateFacts> path, bool isLeaf)
    {
        if (isLeaf && run.Judge.Leaf(path[0]) is { } leaf) return leaf;
        if (!isLeaf && !path[0].IsValidAt(run.Surroundings.Request.At)) return $"'{path[0]}' is not valid at this time";
        if (!isLeaf && LengthFault(path) is { } length) return length;
        return run.Judge.Issuer(path, 1, path.Count == 2 ? Part.Anchor : Part.Intermediate);
    }

    // path[0] is a CA itself here; the root's own path length does not count (ParseCertRelative in
    // wolfcrypt/src/asn.c).
    private static string? LengthFault(List<CertificateFacts> path)
    {
        for (var place = 1; place < path.Count - 1; place++)
        {
            if (path[place].Certificate.PathLength < place)
                return $"'{path[place]}' allows fewer intermediates below it";
        }
        return null;
    }

    private List<CertificateFacts> PathUnder(CertificateFacts issuer, CertificateFacts certificate) =>
        _pathOf.TryGetValue(issuer.Id, out var above) ? [certificate, .. above] : [certificate, issuer];

    // GetCA by key identifier, GetCAByName without one: row by row of a table, in a row the latest first.
    private CertificateFacts? IssuerOf(CertificateFacts certificate)
    {
        var wanted = certificate.IssuerKeyIdentifierNumber;
        var found = wanted != 0 ? Known(wanted) : KnownByName(certificate.IssuerBytes);
        return found?.SubjectBytes == certificate.IssuerBytes ? found : null;
    }

    private CertificateFacts? Known(int keyIdentifier) =>
        run.Finder.Store.RootsWithKeyIdentifier(keyIdentifier).FirstOrDefault()
        ?? _admitted.Find(admitted => admitted.KeyIdentifierNumber == keyIdentifier);

    private CertificateFacts? KnownByName(int name) =>
        run.Finder.Store.RootsNamed(name, NameComparison.Octets)
            .DistinctBy(root => root.KeyIdentifierNumber == 0 ? -root.Id - 1 : root.KeyIdentifierNumber)
            .Concat(_admitted.Where(admitted => admitted.SubjectBytes == name))
            .Reverse().OrderBy(RowOf).FirstOrDefault();

    private static int RowOf(CertificateFacts certificate) => certificate.KeyIdentifier.Length < 4
        ? Rows
        : (int)(BinaryPrimitives.ReadUInt32BigEndian(certificate.KeyIdentifier) % Rows);

    private bool IsKnown(CertificateFacts certificate) =>
        certificate.KeyIdentifierNumber != 0 && Known(certificate.KeyIdentifierNumber) is not null;

    private Outcome Reject(CertificateFacts certificate, string reason)
    {
        run.Trace.Add(TraceAction.Fault, certificate, reason);
        return Outcome.Rejected(reason);
    }
}
