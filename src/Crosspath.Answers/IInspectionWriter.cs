using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>Writes what <c>crosspath inspect</c> shows, one item after another.</summary>
internal interface IInspectionWriter : IDisposable
{
    /// <summary>Writes a certificate.</summary>
    void Write(Certificate certificate);

    /// <summary>Writes a revocation list.</summary>
    void Write(RevocationList list);
}
