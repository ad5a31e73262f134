using System.CommandLine;
using Crosspath.Cli.Commands.Stores;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath</c> itself.</summary>
internal static class CrosspathCommand
{
    /// <summary>The command with all that are below it.</summary>
    public static RootCommand Create(Terminal terminal) => new("""
        Through which cross-signed certificates is this certificate trusted, by whom, until when?

        Examples:
          crosspath demo dst-x3-2021                                a small cross-signed PKI, and its paths
          crosspath paths leaf.pem --roots roots.pem --with pool/   every trust path of a certificate
          crosspath timeline leaf.pem --with pool/                  since when and until when, store by store
          crosspath whatif leaf.pem --with pool/ --revoke 730c1bdc  what a change would do
          crosspath inspect leaf.pem                                what stands in it
        """)
    {
        PathsCommand.Create(terminal),
        ClientsCommand.Create(terminal),
        ChainCommand.Create(terminal),
        BundleCommand.Create(terminal),
        InspectCommand.Create(terminal),
        TimelineCommand.Create(terminal),
        WhatIfCommand.Create(terminal),
        CutCommand.Create(terminal),
        DiffCommand.Create(terminal),
        StoresCommand.Create(terminal),
        IngestCommand.Create(terminal),
        CensusCommand.Create(terminal),
        FindCommand.Create(terminal),
        LintCommand.Create(terminal),
        SignCommand.Create(terminal),
        RevokeCommand.Create(terminal),
        OcspCommand.Create(terminal),
        FederationCommand.Create(terminal),
        DemoCommand.Create(terminal),
        ServeCommand.Create(terminal),
    };

    /// <summary>Leaves of each command's description the first paragraph; the rest is for its own help.</summary>
    public static void Shorten(RootCommand root)
    {
        foreach (var command in root.Subcommands)
            command.Description = command.Description?.ReplaceLineEndings("\n").Split("\n\n")[0].Replace('\n', ' ');
    }
}
