using System.Diagnostics;
using Crosspath.Testing;

namespace Crosspath.Explorer.Tests;

/// <summary>The page's types are those of the server's OpenAPI document.</summary>
public sealed class ApiTypesTests(Explorer explorer)
{
    [Fact]
    public async Task The_generated_types_are_current()
    {
        var folder = Path.Combine(SharedData.Repository, "src", "Crosspath.Web", "explorer");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "openapi-typescript")))
            SharedData.Missing("openapi-typescript (npm ci in src/Crosspath.Web/explorer)");
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { "scripts/api-types.mjs", "--check", $"{explorer.Address}/openapi/v1.json" },
            WorkingDirectory = folder,
            RedirectStandardError = true,
        };

        using var node = Process.Start(start)!;
        var complaint = await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(node.ExitCode == 0, complaint);
    }
}
