using System.CommandLine;
using Crosspath.Stores;

namespace Crosspath.Cli.Commands.Stores;

/// <summary>A version of a store as an argument.</summary>
internal static class StoreArgument
{
    /// <summary>Makes the argument.</summary>
    public static Argument<string> Create(string name, string description) => new(name) { Description = description, HelpName = "NAME[@DATE]" };

    /// <summary>The version that is meant; without a date, that of today.</summary>
    /// <exception cref="UsageException">There is no such store or version.</exception>
    public static (StoreHistory History, StoreVersion Version) Read(string text, StoreShelf shelf)
    {
        var choice = StoreChoice.Parse([text]).FirstOrDefault() ?? throw new UsageException($"'{text}' names no store");
        var history = shelf.History(choice.Name);
        if (choice.At is not null) return (history, choice.VersionOf(history));
        var today = history.At(TimeProvider.System.GetUtcNow()) ?? history.Versions[^1];
        return (history, today);
    }
}
