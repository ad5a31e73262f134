using Crosspath.Testing;

namespace Crosspath.X509.Tests.Files;

public sealed class CertificateFilesTests
{
    [Theory]
    [InlineData("data/formats/cacerts-jdk9.jks", 148)]
    [InlineData("data/formats/cacerts-jdk9.p12", 148)]
    [InlineData("data/revocations/ms-disallowedcert.sst", 71)]
    public void Containers_of_the_wild_give_all_their_certificates(string file, int certificates)
    {
        var items = CertificateFiles.Read(SharedData.PathOf(file.Split('/'))).ToList();

        Assert.All(items, item => Assert.IsType<InputItem.FoundCertificate>(item));
        Assert.Equal(certificates, items.Count);
    }
}
