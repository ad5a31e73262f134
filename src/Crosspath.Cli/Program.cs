using System.CommandLine;
using Crosspath.Cli;
using Crosspath.Cli.Commands;

var root = new RootCommand("""
    Through which cross-signed certificates is this certificate trusted, by whom, until when?

    Examples:
      crosspath demo dst-x3-2021                                a small cross-signed PKI, and its paths
      crosspath paths leaf.pem --roots roots.pem --with pool/   every trust path of a certificate
      crosspath inspect leaf.pem                                what stands in it
    """);
root.Subcommands.Add(PathsCommand.Create());
root.Subcommands.Add(InspectCommand.Create());
root.Subcommands.Add(DemoCommand.Create());
return await CommandRun.Invoke(root, args.Length > 0 ? args : ["--help"]).ConfigureAwait(false);
