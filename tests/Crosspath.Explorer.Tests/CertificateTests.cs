using Microsoft.Playwright;

namespace Crosspath.Explorer.Tests;

/// <summary>One certificate: fields, bytes beside their tree, JSON, siblings.</summary>
public sealed class CertificateTests(Explorer explorer)
{
    [Fact]
    public async Task Pointing_at_a_node_of_the_tree_marks_its_bytes_and_the_other_way_round()
    {
        await using var visit = await explorer.Open("#/certificate?demo=dst-x3-2021");
        await Part(visit, "Bytes");

        var node = visit.Page.GetByRole(AriaRole.Treeitem, new() { NameRegex = Visit.Within("commonName") }).First;
        await node.HoverAsync();
        await Assertions.Expect(node).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(visit.Page.Locator(".hex-header")).ToHaveCountAsync(2);
        await visit.Picture("certificate-bytes");

        await visit.Page.Locator("[data-offset='0']").HoverAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Treeitem).First).ToHaveAttributeAsync("aria-selected", "true");
    }

    [Fact]
    public async Task Siblings_stand_side_by_side_with_what_differs_marked()
    {
        await using var visit = await explorer.Open("#/certificate?demo=dst-x3-2021");
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = Visit.Within("Demo Issuing CA R3") }).First.ClickAsync();
        await Part(visit, "Siblings");

        var table = visit.Page.GetByRole(AriaRole.Table);

        await Visit.Expect(table.GetByRole(AriaRole.Row, new() { NameRegex = Visit.Within("Issuer differs") }).First, "Demo Old Root X3");
        await Visit.Expect(table.GetByRole(AriaRole.Row, new() { NameRegex = Visit.Within("Issuer differs") }).First, "Demo New Root X1");
        Assert.NotEqual(0, await visit.Page.Locator(".hex-differs").CountAsync());
        await visit.Picture("certificate-siblings");
    }

    [Fact]
    public async Task The_json_is_that_of_inspect()
    {
        await using var visit = await explorer.Open("#/certificate?demo=dst-x3-2021");
        await Part(visit, "JSON");

        await Visit.Expect(visit.Page.GetByRole(AriaRole.Tabpanel), "\"notAfter\"");
    }

    private static async Task Part(Visit visit, string name) =>
        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = name }).ClickAsync();
}
