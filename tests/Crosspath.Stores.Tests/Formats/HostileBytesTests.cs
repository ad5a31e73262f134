using Crosspath.Stores.Formats;
using Crosspath.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.Stores.Tests.Formats;

/// <summary>Whatever a file holds, there is an answer: a reading, or a problem of one line.</summary>
public sealed class HostileBytesTests
{
    public static TheoryData<string> Samples { get; } = [.. SampleNames()];

    private static IEnumerable<string> SampleNames() =>
        Directory.EnumerateFiles(SharedData.PathOf("data", "formats")).Select(path => Path.GetFileName(path)!)
            .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_file_that_is_cut_and_changed_anywhere_gets_an_answer(string sample)
    {
        var whole = File.ReadAllBytes(SharedData.PathOf("data", "formats", sample));
        var changes =
            from length in Gen.Choose(0, whole.Length)
            from places in Gen.ArrayOf(Gen.Choose(0, Math.Max(0, whole.Length - 1)), 6)
            from values in Gen.ArrayOf(Gen.Choose(0, 255), 6)
            from isCut in Gen.Elements(true, false, false)
            select Changed(whole, isCut ? length : whole.Length, places, values);

        Prop.ForAll(Arb.From(changes), HasAnswer).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_beginning_of_a_file_gets_an_answer(string sample)
    {
        var whole = File.ReadAllBytes(SharedData.PathOf("data", "formats", sample));

        for (var length = 0; length < Math.Min(whole.Length, 400); length++) Assert.True(HasAnswer(whole[..length]));
    }

    private static byte[] Changed(byte[] whole, int length, int[] places, int[] values)
    {
        var bytes = whole[..length];
        foreach (var (place, value) in places.Zip(values))
        {
            if (place < length) bytes[place] = (byte)value;
        }
        return bytes;
    }

    private static bool HasAnswer(byte[] content) =>
        StoreFiles.TryRead(content, "store", [], out var reading, out var problem)
            ? reading.Problems.All(item => !item.Reason.Contains('\n', StringComparison.Ordinal))
            : problem.Length > 0 && !problem.Contains('\n', StringComparison.Ordinal);
}
