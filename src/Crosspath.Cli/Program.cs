using System.CommandLine;
using Crosspath.Cli;
using Crosspath.Cli.Commands;

var root = new RootCommand("Crosspath: through which cross-signed certificates is this certificate trusted, by whom, until when?");
root.Subcommands.Add(PathsCommand.Create());
root.Subcommands.Add(InspectCommand.Create());
root.Subcommands.Add(DemoCommand.Create());
return await CommandRun.Invoke(root, args).ConfigureAwait(false);
