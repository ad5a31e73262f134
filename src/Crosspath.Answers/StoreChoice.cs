using System.Globalization;
using Crosspath.Stores;

namespace Crosspath.Answers;

/// <summary>A store as a command line names it: <c>NAME</c> for its whole history, <c>NAME@DATE</c> or
/// <c>NAME@VERSION</c> for one version of it.</summary>
internal sealed record StoreChoice(string Name, string? At)
{
    /// <summary>Reads names separated by commas.</summary>
    public static IEnumerable<StoreChoice> Parse(IEnumerable<string> arguments) =>
        from argument in arguments
        from text in argument.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let at = text.IndexOf('@', StringComparison.Ordinal)
        select at < 0 ? new StoreChoice(text, null) : new StoreChoice(text[..at], text[(at + 1)..]);

    /// <summary>The version that is meant.</summary>
    /// <exception cref="UsageException">The store has no such version.</exception>
    public StoreVersion VersionOf(StoreHistory history)
    {
        var at = At ?? throw new InvalidOperationException("No version is chosen.");
        if (history.Named(at) is { } named) return named;
        if (!TimeArgument.TryParse(at, out var time))
            throw new UsageException($"{Name}@{at}: '{at}' is neither a date nor a version of {Name}; see: crosspath stores list {Name}");
        var first = history.Versions.Where(version => version.Date is not null).Select(version => version.Date).FirstOrDefault();
        return history.At(time) ?? throw new UsageException(
            $"{Name}@{at}: no version of {Name} was in force then; the first is of {first?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
    }
}
