using System.CommandLine;

namespace Crosspath.Cli.Commands.Stores;

/// <summary><c>crosspath stores</c>: the catalogue of root stores over time.</summary>
internal static class StoresCommand
{
    /// <summary>The command with all that are below it.</summary>
    public static Command Create(Terminal terminal) => new("stores", """
        Keep root stores as they were on any day: import them, look at them, compare them.

        Examples:
          crosspath stores import stores.jsonl.gz --certificates ca.pem.gz       a whole history in one go
          crosspath stores import certdata.txt --name nss --date 2026-04-09      one version, as published
          crosspath stores update                                                what the publishers have today
          crosspath stores list                                                  what there is
          crosspath stores show nss@2021-09-30                                   who was trusted, and for what
          crosspath stores diff nss@2020-01-01 nss@2021-01-01                    what changed
        """)
    {
        StoresListCommand.Create(terminal),
        StoresShowCommand.Create(terminal),
        StoresImportCommand.Create(terminal),
        StoresUpdateCommand.Create(terminal),
        StoresDiffCommand.Create(terminal),
    };
}
