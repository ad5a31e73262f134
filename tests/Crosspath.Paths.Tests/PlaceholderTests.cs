using Crosspath.Testing;

namespace Crosspath.Paths.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Builds() => Assert.True(File.Exists(Path.Combine(SharedData.Repository, "Crosspath.slnx")));
}
