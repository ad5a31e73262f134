using Crosspath.Testing;

namespace Crosspath.X509.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Builds() => Assert.True(File.Exists(Path.Combine(SharedData.Repository, "Crosspath.slnx")));
}
