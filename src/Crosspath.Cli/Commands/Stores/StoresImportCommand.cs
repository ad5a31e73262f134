using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Stores;
using Crosspath.Stores.Formats;

namespace Crosspath.Cli.Commands.Stores;

/// <summary><c>crosspath stores import</c>.</summary>
internal static class StoresImportCommand
{
    private const int MostWarnings = 20;

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Root stores as published, folders of certificates, or JSON lines of whole histories; '-' reads standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var name = new Option<string>("--name") { Description = "The store's name; history rows name theirs themselves.", HelpName = "NAME" };
        var date = new Option<string>("--date") { Description = "The day from which the version counts; where the file says it, that is the default.", HelpName = "DATE" };
        var version = new Option<string>("--version-name") { Description = "What to call the version (default: as the file says, or its date).", HelpName = "TEXT" };
        var certificates = new Option<string[]>("--certificates")
        {
            Description = "Where to find certificates that the stores only name by hash.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        var unsigned = new Option<bool>("--unsigned") { Description = "Use a signed list although its signature is not good." };
        var strict = new Option<bool>("--strict") { Description = "Exit with 2 when any part of the input cannot be used." };
        var catalog = new CatalogOption();
        var command = new Command("import", """
            Add versions of root stores to the catalogue. What is there stays; importing twice changes nothing.

            Examples:
              crosspath stores import stores.jsonl.gz --certificates ca.pem.gz
              crosspath stores import certdata.txt --name nss --date 2026-04-09
              crosspath stores import authroot.stl --name ms-authroot --certificates roots/
              crosspath stores import cacerts/ --name aosp --date 2023-08-07
            """) { files, name, date, version, certificates, unsigned, strict };
        catalog.AddTo(command);
        command.SetAction((line, cancellation) =>
        {
            var report = new InputReport(terminal);
            var shelf = catalog.Open(line);
            var known = CertificateInput.Read(line.GetValue(certificates) ?? [], report).Certificates;
            var settings = new StoreImportSettings
            {
                Name = line.GetValue(name),
                Date = line.GetValue(date) is { } day ? TimeArgument.Parse("--date", day) : null,
                Version = line.GetValue(version),
                Known = [.. known, .. shelf.Certificates],
                MayBeUnsigned = line.GetValue(unsigned),
            };
            var imports = line.GetValue(files)!.Select(file => Read(file, settings, report)).ToArray();
            var refused = imports.Sum(import => import.Problems.Length);
            using var progress = new ProgressLine("stores written", terminal);
            var changed = shelf.Add(
                [.. imports.SelectMany(import => import.Versions)],
                [.. imports.SelectMany(import => import.Certificates), .. known],
                progress,
                cancellation);
            using var output = terminal.OpenText();
            StoresText.WriteImport(imports, changed, shelf, output);
            return Task.FromResult(line.GetValue(strict) && refused + report.Unreadable > 0 ? ExitCode.BadInput : ExitCode.Yes);
        });
        return command;
    }

    private static StoreImport Read(string file, StoreImportSettings settings, InputReport report)
    {
        try
        {
            var import = Directory.Exists(file)
                ? StoreImport.Of(CertificateInput.Read([file], report).Certificates, file, settings)
                : StoreImport.Of(ReadWhole(file, report), file, settings);
            Warn(file, import.Problems, report);
            return import;
        }
        catch (StoreImportException e)
        {
            throw new UsageException(e.Message.StartsWith(file, StringComparison.Ordinal) ? e.Message : $"{file}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: {(e is FileNotFoundException ? "the file does not exist" : e.Message)}");
        }
    }

    private static byte[] ReadWhole(string file, InputReport report)
    {
        if (file != "-") return File.ReadAllBytes(file);
        using var whole = new MemoryStream();
        report.StandardInput.CopyTo(whole);
        return whole.ToArray();
    }

    private static void Warn(string file, IReadOnlyList<StoreProblem> problems, InputReport report)
    {
        foreach (var problem in problems.Take(MostWarnings)) report.Note($"{file}: {problem.Place}: {problem.Reason}; left out");
        if (problems.Count > MostWarnings) report.Note($"{file}: {problems.Count - MostWarnings} more are left out");
    }
}
