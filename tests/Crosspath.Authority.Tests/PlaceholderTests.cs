using Crosspath.Testing;

namespace Crosspath.Authority.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Builds() => Assert.True(File.Exists(Path.Combine(SharedData.Repository, "Crosspath.slnx")));
}
