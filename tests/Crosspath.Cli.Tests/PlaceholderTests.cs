using Crosspath.Testing;

namespace Crosspath.Cli.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Builds() => Assert.True(File.Exists(Path.Combine(SharedData.Repository, "Crosspath.slnx")));
}
