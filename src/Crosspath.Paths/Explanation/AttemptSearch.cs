using System.Collections.Immutable;
using Crosspath.Paths.Validation;
using Crosspath.X509;

namespace Crosspath.Paths.Explanation;

/// <summary>Goes through the issuers of a target, and their issuers, breadth first, and says of each candidate what
/// became of it.</summary>
internal sealed class AttemptSearch(TrustPaths paths, PathQuery query)
{
    // As many as somebody may want to read; a mesh has more.
    private const int MostAttempts = 1000;

    private readonly TrustGraph _graph = paths.Graph;
    private readonly PathValidator _validator = paths.ValidatorFor(query);
    private readonly ImmutableArray<Attempt>.Builder _attempts = ImmutableArray.CreateBuilder<Attempt>();
    private readonly HashSet<Fingerprint> _seen = [];

    /// <summary>The attempts, from the target upwards.</summary>
    public ImmutableArray<Attempt> Find(CancellationToken cancellation)
    {
        var queue = new Queue<Certificate>([query.Target]);
        _seen.Add(query.Target.Fingerprint);
        while (queue.TryDequeue(out var certificate) && _attempts.Count < MostAttempts)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var taken in Consider(certificate))
            {
                if (_seen.Add(taken.Fingerprint)) queue.Enqueue(taken);
            }
        }
        return _attempts.Count > MostAttempts ? [.. _attempts.Take(MostAttempts)] : _attempts.ToImmutable();
    }

    private List<Certificate> Consider(Certificate certificate)
    {
        var taken = new List<Certificate>();
        var before = _attempts.Count;
        var link = _graph.IssuerOf(certificate);
        foreach (var identity in _graph.IssuerCandidates(certificate))
        {
            foreach (var candidate in _graph.CertificatesOf(identity))
            {
                if (candidate.Equals(certificate)) continue;
                var attempt = Judge(certificate, candidate, identity, link);
                _attempts.Add(attempt);
                if (identity == link.Issuer && attempt.Outcome != "loop") taken.Add(candidate);
            }
        }
        ConsiderOtherNames(certificate);
        if (_attempts.Count == before) _attempts.Add(Nothing(certificate, link));
        return taken;
    }

    private Attempt Judge(Certificate certificate, Certificate candidate, Identity identity, IssuerLink link)
    {
        var name = candidate.Subject.FriendlyText;
        if (identity != link.Issuer)
        {
            return link.Issuer is null && link.Verdict == SignatureVerdict.Unverifiable
                ? new Attempt(certificate, candidate, "unverifiable",
                    $"the signature's algorithm or the key of {name} is not supported here")
                : new Attempt(certificate, candidate, "wrong-key",
                    $"{name} has the right name, but the signature is not by its key");
        }
        if (identity == _graph.SubjectOf(certificate))
            return new Attempt(certificate, candidate, "loop", $"{name} is the same identity over again");
        var anchor = paths.AnchorSet.AnchorOf(_graph.IndexOf(candidate));
        var role = anchor is null ? CertificateRole.Intermediate : CertificateRole.Anchor;
        var fault = _validator.FindingsOf(candidate, role).FirstOrDefault(f => f.Severity == Severity.Error);
        if (fault is not null) return new Attempt(certificate, candidate, fault.Code, fault.Message);
        var what = anchor is null ? "issued it" : "issued it, and is an anchor";
        return new Attempt(certificate, candidate, "taken", $"{name} {what}");
    }

    // The key identifier fits and the name does not: a renamed CA, or a name in another spelling.
    private void ConsiderOtherNames(Certificate certificate)
    {
        var wanted = certificate.AuthorityKeyIdentifier;
        if (wanted.IsEmpty) return;
        foreach (var other in _graph.WithSubjectKeyIdentifier(wanted))
        {
            if (other.Subject.Equals(certificate.Issuer)) continue;
            _attempts.Add(new Attempt(certificate, other, "name-mismatch",
                $"the key identifier is that of {other.Subject}, but the issuer is called {certificate.Issuer}"));
        }
    }

    private Attempt Nothing(Certificate certificate, IssuerLink link)
    {
        if (link.Issuer == _graph.SubjectOf(certificate))
        {
            return paths.AnchorSet.AnchorOf(_graph.IndexOf(certificate)) is null
                ? new Attempt(certificate, null, "self-signed", $"{certificate.Subject.FriendlyText} signed itself and is no anchor")
                : new Attempt(certificate, null, "anchor", $"{certificate.Subject.FriendlyText} is an anchor");
        }
        return new Attempt(certificate, null, "no-candidate", $"no certificate at hand is for {certificate.Issuer}");
    }
}
