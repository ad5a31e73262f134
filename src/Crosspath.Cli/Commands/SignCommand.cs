using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Crosspath.Authority.CrossSigning;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath sign</c>: a cross-certificate from the other CA's certificate alone.</summary>
internal static class SignCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new SignOptions();
        var command = options.AddTo(new Command("sign", $"""
            Cross-sign another CA, from its certificate alone or its request.

            Subject, key and key identifier are carried over byte for byte; rules are judged before anything is signed, and the
            signature is verified before it is written.

            Templates:
            {string.Join('\n', CrossSignTemplate.All.Select(template => $"  {template.Name,-10} {template.Summary}"))}

            Examples:
              crosspath sign --subject-from theirs.pem --issuer ours.pem --key ours.key --template partition --out cross.pem
              crosspath sign --subject-from theirs.pem --issuer ours.pem --constraints limits.yaml --dry-run --tbs cross.tbs
              openssl dgst -sha256 -sign ours.key -out cross.sig cross.tbs
              crosspath sign --subject-from theirs.pem --issuer ours.pem --tbs cross.tbs --signature cross.sig --out cross.pem

            Exit code: 0 signed, 1 a rule is broken that nobody waived, 2 refused or unusable input.
            """));
        command.SetAction(line => Run(line, options, terminal));
        return command;
    }

    private static int Run(ParseResult line, SignOptions options, Terminal terminal)
    {
        options.Check(line);
        var report = new InputReport(terminal);
        var request = options.Request(line, report, TimeProvider.System.GetUtcNow());
        CheckPlaces(line, options);
        var planned = options.TbsFile(line) is { } file && !options.IsDryRun(line)
            ? CrossSigner.Resume(request, WholeFile.Read("--tbs", file))
            : CrossSigner.Plan(request);
        if (planned is not CrossSignResult.Planned { Plan: var plan }) return Refuse(planned, terminal);
        foreach (var unused in request.Waivers.Where(
            waiver => plan.Lint!.Findings.All(finding => finding.Rule.Id != waiver.Rule)))
            terminal.Error.WriteLine($"crosspath: --waive: {unused.Rule} is not broken: nothing is waived");
        if (options.IsDryRun(line)) return ShowPlan(line, options, plan, terminal);
        return Sign(line, options, plan, terminal) switch
        {
            CrossSignResult.Signed signed => Write(line, options, signed, terminal),
            var refused => Refuse(refused, terminal),
        };
    }

    private static CrossSignResult Sign(ParseResult line, SignOptions options, CrossSignPlan plan, Terminal terminal)
    {
        if (options.SignatureFile(line) is { } file) return plan.Complete(WholeFile.Read("--signature", file));
        using var key = options.Key(line)!.Open(plan.Request.Issuer.PublicKeyInfo, plan.Request.Form, terminal.Error);
        return plan.SignWith(key);
    }

    private static int Refuse(CrossSignResult result, Terminal terminal)
    {
        switch (result)
        {
            case CrossSignResult.Refused refused:
                throw new UsageException("refused: " + string.Join("; ", refused.Reasons));
            case CrossSignResult.RulesBroken broken:
                foreach (var finding in broken.Broken)
                    terminal.Error.WriteLine(
                        $"crosspath: {finding.Rule.Id}: {Printable.Text(finding.Message, 400)} "
                            + $"({finding.Rule.Citation})");
                terminal.Error.WriteLine("crosspath: nothing was signed; mend this, or --waive RULE=REASON");
                return ExitCode.No;
            default:
                throw new UnreachableException();
        }
    }

    private static int ShowPlan(ParseResult line, SignOptions options, CrossSignPlan plan, Terminal terminal)
    {
        if (options.TbsFile(line) is { } file) OutputFiles.Write(file, plan.SignedPart.ToArray());
        Show(options.IsJson(line), plan, null, terminal);
        return ExitCode.Yes;
    }

    private static int Write(ParseResult line, SignOptions options, CrossSignResult.Signed signed, Terminal terminal)
    {
        var path = options.OutFile(line)!;
        var files = new OutputFiles();
        // The record first: a certificate without its record must not be.
        files.Add(RecordOf(path), SignRecord.Of(signed.Plan, signed.Certificate));
        files.Add(path, Encoding.ASCII.GetBytes(
            PemEncoding.WriteString("CERTIFICATE", signed.Certificate.Raw.Span) + "\n"));
        files.Write();
        Show(options.IsJson(line), signed.Plan, signed.Certificate, terminal);
        return ExitCode.Yes;
    }

    private static void Show(bool isJson, CrossSignPlan plan, Certificate? certificate, Terminal terminal)
    {
        if (isJson)
        {
            terminal.Output.Write(SignRecord.Of(plan, certificate));
            return;
        }
        using var output = terminal.OpenText();
        SignText.Write(plan, output);
        output.WriteLine(certificate is null
            ? "\nnothing was signed (--dry-run)"
            : $"\nsigned: sha256 {certificate.Fingerprint}");
    }

    private static void CheckPlaces(ParseResult line, SignOptions options)
    {
        var mayReplace = options.MayReplace(line);
        if (options.IsDryRun(line) && options.TbsFile(line) is { } tbs)
            OutputFiles.CheckPlace("--tbs", tbs, mayReplace);
        if (options.OutFile(line) is not { } path) return;
        OutputFiles.CheckPlace("--out", path, mayReplace);
        OutputFiles.CheckPlace("--out", RecordOf(path), mayReplace);
    }

    private static string RecordOf(string path) => path + ".json";
}
