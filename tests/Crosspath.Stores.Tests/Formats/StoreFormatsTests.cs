using System.Text.RegularExpressions;
using Crosspath.Stores.Formats;
using Crosspath.Testing;

namespace Crosspath.Stores.Tests.Formats;

public sealed partial class StoreFormatsTests
{
    [Fact]
    public void The_documentation_has_a_row_for_every_form_in_the_same_order()
    {
        var text = File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "store-formats.md"));

        Assert.Equal(
            StoreFormats.All.Select(format => format.Name), Row().Matches(text).Select(row => row.Groups[1].Value));
    }

    [Fact]
    public void A_form_is_described_in_one_line() =>
        Assert.All(StoreFormats.All, format => Assert.DoesNotContain('\n', format.Summary));

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
