using Crosspath.X509;

namespace Crosspath.Paths.Validation;

internal static class IssuanceRules
{
    public static IEnumerable<Finding> Check(Certificate certificate, CertificateRole role, PathQuery query) => [];
}
