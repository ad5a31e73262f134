using Crosspath.X509;

namespace Crosspath.Authority.Linting;

/// <summary>A certificate together with all that rules may ask about it.</summary>
internal sealed class LintSubject
{
    private readonly LintPool _pool;

    /// <summary>A certificate that is signed.</summary>
    public LintSubject(Certificate certificate, LintPool pool)
        : this(certificate, pool, pool.IssuersOf(certificate)) { }

    /// <summary>A certificate that is about to be signed.</summary>
    public LintSubject(Certificate certificate, LintPool pool, Certificate issuer)
        : this(certificate, pool, [issuer]) => IsUnsigned = true;

    private LintSubject(Certificate certificate, LintPool pool, IReadOnlyList<Certificate> issuers)
    {
        (Certificate, Issuers, _pool) = (certificate, issuers, pool);
        Siblings = pool.SiblingsOf(certificate);
        IsSelfSigned = pool.IsSelfSigned(certificate);
        Roots = [.. Siblings.Where(pool.IsSelfSigned)];
        Role = RoleOf();
    }

    public Certificate Certificate { get; }

    /// <summary>By which the certificate is judged: that of the rule set.</summary>
    public DateTimeOffset Date { get; private init; }

    /// <summary>Other certificates of its name and key, reissues included.</summary>
    public IReadOnlyList<Certificate> Siblings { get; }

    /// <summary>Those of them that are signed by their own key.</summary>
    public IReadOnlyList<Certificate> Roots { get; }

    /// <summary>Certificates at hand whose key signed this one.</summary>
    public IReadOnlyList<Certificate> Issuers { get; }

    public bool IsSelfSigned { get; }

    /// <summary>One of the single values of the enumeration.</summary>
    public LintScope Role { get; }

    /// <summary>Whether the signature is still to come.</summary>
    public bool IsUnsigned { get; }

    /// <summary>Whether issuers of its name and key identifier are at hand, and none of them signed it. Without the
    /// identifier, or with other ones, the issuer may have a key that is not at hand.</summary>
    public bool IsForeignSignature => !IsUnsigned && Issuers.Count == 0
        && _pool.IssuerCandidates(Certificate).Where(IsClaimed).ToList() is [_, ..] claimed
        && claimed.All(issuer => _pool.Verify(Certificate, issuer) == SignatureVerdict.Bad);

    /// <summary>Whether a CA database lists the certificate; null when no list is at hand.</summary>
    public bool? IsDisclosed => _pool.Disclosed?.Contains(Certificate.Fingerprint);

    /// <summary>Why a certificate is revoked, by a list at hand; null when none says so.</summary>
    public RevocationReason? RevocationOf(Certificate certificate) => _pool.RevocationOf(certificate);

    public IEnumerable<Certificate> SameSerial =>
        IsPrecertificate ? [] : _pool.SameSerialAs(Certificate);

    private bool IsPrecertificate => Certificate.FindExtension(ExtensionOids.PrecertificatePoison) is not null;

    /// <summary>The same certificate on another date.</summary>
    public LintSubject At(DateTimeOffset date) => new(this, date);

    private LintSubject(LintSubject other, DateTimeOffset date)
    {
        (Certificate, Issuers, _pool, Siblings) = (other.Certificate, other.Issuers, other._pool, other.Siblings);
        (Roots, IsSelfSigned, Role, IsUnsigned) = (other.Roots, other.IsSelfSigned, other.Role, other.IsUnsigned);
        Date = date;
    }

    private bool IsClaimed(Certificate issuer) => !Certificate.AuthorityKeyIdentifier.IsEmpty
        && issuer.SubjectKeyIdentifier.Span.SequenceEqual(Certificate.AuthorityKeyIdentifier.Span);

    // A version 1 certificate cannot say that it is a CA's; one that signs itself is taken for a root.
    private LintScope RoleOf()
    {
        if (IsSelfSigned && (Certificate.IsCa == true || Certificate.Version < 3)) return LintScope.Root;
        if (Certificate.IsCa != true) return LintScope.EndEntity;
        return Siblings.Any(IsByAnother) ? LintScope.CrossCertificate : LintScope.Subordinate;
    }

    // A reissue by the same issuer, known by name and key, makes no cross-certificate.
    private bool IsByAnother(Certificate sibling) =>
        !sibling.Issuer.Equals(Certificate.Issuer)
        || (!sibling.AuthorityKeyIdentifier.IsEmpty && !Certificate.AuthorityKeyIdentifier.IsEmpty
            && !sibling.AuthorityKeyIdentifier.Span.SequenceEqual(Certificate.AuthorityKeyIdentifier.Span));
}
