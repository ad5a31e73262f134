using System.CommandLine;
using Crosspath.Authority.Linting;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath lint</c>: certificates judged by dated rules, with their siblings at hand.</summary>
internal static class LintCommand
{
    /// <summary>Everybody's rules; those of the programmes are for who wants to be in them.</summary>
    private const string DefaultRules = "rfc5280";

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("CERT")
        {
            Description = "Certificates to judge: files, or host:port of a live server.",
            Arity = ArgumentArity.OneOrMore,
        };
        var siblings = new Option<string[]>("--siblings")
        {
            Description = "Certificates at hand: others of the same name and key, issuers; also revocation lists. "
                + "Files or folders.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        var rules = RuleSetOption.Create(
            $"Default: {DefaultRules}; without DATE the day on which each certificate begins.");
        var disclosed = new Option<string>("--disclosed")
        {
            Description = "What a CA database lists: any text with SHA-256 fingerprints, such as a report of the "
                + "CCADB.",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Print a JSON document a certificate, each on a line." };
        var sarif = new Option<string>("--sarif")
        {
            Description = "Write the findings as SARIF 2.1.0; '-' is standard output.",
            HelpName = "FILE",
        };
        var strict = new Option<bool>("--strict")
        {
            Description = "Exit with 2 when any part of the input cannot be read.",
        };
        var endpoints = new EndpointOptions();
        var command = new Command("lint", """
            Judge certificates by dated rules, with their siblings at hand: what is asked of cross-certificates too.

            Examples:
              crosspath lint cross.pem --siblings pool/ --rules rfc5280 br ccadb chrome mozilla
              crosspath lint cross.pem --siblings pool/ --rules ccadb@2025-06-15 --json
              crosspath lint partner.pem --siblings ours/ --rules private --sarif lint.sarif

            Exit code: 0 when no rule that must be kept is broken, 1 when one is, 2 for unusable input.
            """) { files, siblings, rules, disclosed, json, sarif, strict };
        endpoints.AddTo(command);
        command.SetAction((line, cancellation) =>
        {
            var words = line.GetValue(rules) ?? [];
            var sets = RuleSetOption.Read(words.Length > 0 ? words : [DefaultRules]);
            var report = new InputReport(terminal);
            var listed = line.GetValue(disclosed) is { } list ? FingerprintList.Read("--disclosed", list) : null;
            var context = (report, listed, endpoints.Read(line, cancellation));
            var documents = Lint(line.GetValue(files)!, line.GetValue(siblings) ?? [], sets, context);
            var passed = Write(documents, line.GetValue(json), line.GetValue(sarif), terminal);
            if (line.GetValue(strict) && report.Unreadable > 0) return Task.FromResult(ExitCode.BadInput);
            return Task.FromResult(passed ? ExitCode.Yes : ExitCode.No);
        });
        return command;
    }

    private static IEnumerable<LintDocument> Lint(
        string[] files, string[] siblings, IReadOnlyList<RuleSet> rules,
        (InputReport Report, IReadOnlySet<Fingerprint>? Disclosed, EndpointInput Servers) context)
    {
        var targets = files
            .SelectMany(file => CertificateInput.Read([file], context.Report, context.Servers).Certificates.Select(
                found => (file, found)))
            .ToList();
        if (targets.Count == 0) throw new UsageException($"{files[0]}: holds no certificate");
        var atHand = CertificateInput.Read(siblings, context.Report);
        var linter = new Linter(new LintPool([.. atHand.Certificates, .. targets.Select(target => target.found)])
        {
            Disclosed = context.Disclosed,
            RevocationLists = atHand.RevocationLists,
        });
        return targets.Select(target => new LintDocument(target.file, linter.Lint(target.found, rules)));
    }

    // One after the other, so that thousands need not be kept; SARIF is one document of all.
    private static bool Write(IEnumerable<LintDocument> documents, bool isJson, string? sarif, Terminal terminal)
    {
        if (sarif is not null)
        {
            documents = documents.ToList();
            LintSarif.Write(documents, sarif, terminal.Output);
        }
        var passed = true;
        using (var output = terminal.OpenText())
        {
            var text = new LintText(output);
            foreach (var document in documents)
            {
                passed &= document.Report.Passed;
                if (isJson) LintJson.Write(document, output);
                else if (sarif != "-") text.Write(document);
            }
            if (!isJson && sarif != "-") text.End();
        }
        return passed;
    }
}
