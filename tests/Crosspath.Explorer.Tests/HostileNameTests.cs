using System.Text;
using Microsoft.Playwright;

namespace Crosspath.Explorer.Tests;

/// <summary>Names out of certificates are text, whatever they look like.</summary>
public sealed class HostileNameTests(Explorer explorer)
{
    [Fact]
    public async Task A_subject_that_is_a_script_tag_is_shown_as_text_in_every_view()
    {
        await using var visit = await explorer.Open("");
        await visit.Page.GetByLabel("Certificate files").SetInputFilesAsync(new FilePayload
        {
            Name = "hostile.pem",
            MimeType = "application/x-pem-file",
            Buffer = Encoding.ASCII.GetBytes(HostileCertificate.Make()),
        });

        await Visit.Expect(visit.Verdict, "1 of 1 path valid");
        foreach (var view in new[] { "Graph", "Paths", "Time", "What if", "Clients", "Certificate" })
        {
            await visit.Show(view);
            await Visit.Expect(visit.Page.Locator("body"), "<script>");
            Assert.Equal(0, await visit.Page.Locator("img[src=x], #app script").CountAsync());
            Assert.StartsWith("<script>", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        }
        await visit.Picture("hostile");
    }

    [Fact]
    public async Task Certificates_travel_in_the_address()
    {
        await using var visit = await explorer.Open("");
        await visit.Page.GetByLabel("Paste certificates").FillAsync(HostileCertificate.Make());
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add what is pasted" }).ClickAsync();
        await Visit.Expect(visit.Verdict, "1 of 1 path valid");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(Visit.Within("c="));

        await using var other = await explorer.Open(new Uri(visit.Page.Url).Fragment);

        await Visit.Expect(other.Verdict, "1 of 1 path valid");
    }

    [Fact]
    public async Task What_is_no_certificate_is_refused_in_words()
    {
        await using var visit = await explorer.Open("");
        visit.Tolerate("Failed to load resource");
        await visit.Page.GetByLabel("Paste certificates").FillAsync("hello");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add what is pasted" }).ClickAsync();

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }
}
