namespace Crosspath.Authority.Linting;

/// <summary>Which certificates a rule is about.</summary>
[Flags]
public enum LintScope
{
    /// <summary>No certificate.</summary>
    None = 0,

    /// <summary>Certificates that are no CA's.</summary>
    EndEntity = 1,

    /// <summary>CA certificates signed by their own key.</summary>
    Root = 2,

    /// <summary>CA certificates of a name and key that have, as far as is known, no certificate by another
    /// issuer.</summary>
    Subordinate = 4,

    /// <summary>CA certificates of a name and key that also have a certificate by another issuer, or their
    /// own.</summary>
    CrossCertificate = 8,

    /// <summary>CA certificates by another CA.</summary>
    IssuedCa = Subordinate | CrossCertificate,

    /// <summary>All CA certificates.</summary>
    Ca = Root | IssuedCa,

    /// <summary>Every certificate.</summary>
    All = Ca | EndEntity,
}
