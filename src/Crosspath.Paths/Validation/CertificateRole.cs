namespace Crosspath.Paths.Validation;

/// <summary>A certificate's place on a path.</summary>
internal enum CertificateRole
{
    /// <summary>The certificate in question.</summary>
    Target,

    /// <summary>A CA certificate between target and anchor.</summary>
    Intermediate,

    /// <summary>The anchor's own certificate.</summary>
    Anchor,
}
