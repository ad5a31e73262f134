using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Crosspath.Bench;
using Crosspath.Bench.Preparation;
using Crosspath.Bench.SideBySide;
using Crosspath.Bench.Synthetic;
using Crosspath.Bench.Tables;

// usage: Crosspath.Bench measure NAME INPUT [--rounds N]     one JSON line, like the peers' (see bench/README.md)
//        Crosspath.Bench history AUTHORITIES STORES          timelines, what-ifs and cuts on the whole data pack
//        Crosspath.Bench clients ROOTS FILE...               every client on every certificate
//        Crosspath.Bench generate LEAVES FILE ROOTS          a synthetic collection with known answers
//        Crosspath.Bench ingest CORPUS FILE...               an embedded corpus filled
//        Crosspath.Bench prepare KIND INPUT OUTPUT           the peers' binary input
//        Crosspath.Bench table FILE                          Markdown of what run.sh has collected
//        Crosspath.Bench [BenchmarkDotNet's own arguments]   such as --filter '*'

switch (args)
{
    case ["measure", ..]:
        return Measures.Run(args[1..]);
    case ["history", var authorities, var stores]:
        return HistoryTimes.Run(authorities, stores);
    case ["clients", var clientRoots, .. var targets]:
        return ClientTimes.Run(clientRoots, targets);
    case ["generate", var leaves, var file, var roots]:
        return Generate.Run(leaves, file, roots);
    case ["ingest", var corpus, .. var files]:
        return IngestTimes.Run(corpus, files);
    case ["prepare", ..]:
        return Prepare.Run(args[1..]);
    case ["table", var file]:
        Console.Write(ResultTable.Render(File.ReadLines(file)));
        return 0;
    default:
        // In this process: a second project, generated and built, would not find the repository's settings.
        var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
        return 0;
}
