using Crosspath.Census.Corpora;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Census.Tests;

public class CaRuleTests
{
    [Fact]
    public void Agrees_with_the_data_pack_on_which_certificates_are_those_of_CAs()
    {
        var cas = CertificateFiles.ReadCertificates(SharedData.PathOf("data", "certificates", "ca.pem.gz"));
        var leaves = CertificateFiles.ReadCertificates(SharedData.PathOf("data", "certificates", "leaf.pem.gz"));

        // Five are among the pack's CA certificates although nothing in them says CA: its index gives no reason either.
        Assert.Equal(8716 - 5, cas.Count(CaRule.IsCa));
        Assert.Equal(0, leaves.Count(CaRule.IsCa));
    }
}
