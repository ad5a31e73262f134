using Crosspath.Cli;

return await CommandRun.Invoke(args, Terminal.OfProcess()).ConfigureAwait(false);
