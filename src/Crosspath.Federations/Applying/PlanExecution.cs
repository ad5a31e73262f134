using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Crosspath.Authority;
using Crosspath.Authority.Auditing;
using Crosspath.Authority.CrossSigning;
using Crosspath.Authority.Revocation;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Does the actions of a plan, one after the other.</summary>
internal sealed class PlanExecution(FederationFolder folder, ApplyOptions options, OpenedKeys keys)
{
    private readonly Dictionary<Fingerprint, RevocationList> _lists = [];
    private readonly List<string> _refusals = [];
    private readonly HashSet<string> _waiting = [];

    public List<PlannedAction> Done { get; } = [];

    public List<string> Open { get; } = [];

    public ImmutableArray<string> Refusals => [.. _refusals];

    public void Do(PlannedAction action)
    {
        if (_refusals.Count > 0) return;
        var isDone = action switch
        {
            PlannedAction.Publish publish => Publish(publish),
            PlannedAction.Prove prove => Prove(prove),
            PlannedAction.IssueList list => IssueList(list),
            PlannedAction.Issue issue => Issue(issue),
            PlannedAction.Revoke => true, // by the list that follows
            PlannedAction.Distribute distribute => Distribute(distribute),
            PlannedAction.Wait wait => Waits($"{wait.Domain} waits for {wait.What}"),
            _ => throw new UnreachableException(),
        };
        if (isDone) Done.Add(action);
    }

    /// <summary>Removes what an interrupted run left beside its work, and what nobody wants any more.</summary>
    public void Tidy(string domain)
    {
        foreach (var file in Directory.EnumerateFiles(folder.PendingOf(domain)).Order(StringComparer.Ordinal))
        {
            if (!_waiting.Contains(Path.ChangeExtension(file, ".tbs"))) options.Files.Delete(file);
        }
    }

    private bool Publish(PlannedAction.Publish publish)
    {
        Record(AuditAct.Distribution, publish.Domain, publish.What, publish.Content);
        options.Files.Write(publish.Path, publish.Content);
        return true;
    }

    private bool Prove(PlannedAction.Prove prove)
    {
        if (keys.Of(prove.Issuer) is not { } key)
        {
            return Waits($"{prove.Domain}: make a request (PKCS#10) with the detached key, and put it into "
                + folder.RequestOf(prove.Domain));
        }
        var request = CertificateRequestDraft.Sign(
            prove.Issuer.Root.Subject.Raw, prove.Issuer.Root.SubjectKeyIdentifier, key);
        Record(AuditAct.Distribution, prove.Domain, "request", request);
        options.Files.Write(folder.RequestOf(prove.Domain),
            Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE REQUEST", request) + "\n"));
        return true;
    }

    private bool Issue(PlannedAction.Issue issue)
    {
        var name = IssuedCross.FileNameOf(issue.Wanted.Name, issue.Number);
        var pending = Path.Combine(folder.PendingOf(issue.Domain), name + ".tbs");
        var plan = Taken(issue, pending);
        if (plan is null)
        {
            plan = issue.Plan;
            Record(AuditAct.Plan, issue.Domain, name, plan.SignedPart.Span, issue);
            options.Files.Delete(Path.ChangeExtension(pending, ".sig")); // it was over other bytes
            options.Files.Write(pending, plan.SignedPart.Span);
        }
        if (Signature(issue.Wanted.Issuer, pending, plan.SignedPart) is not { } signature) return false;
        switch (plan.Complete(signature))
        {
            case CrossSignResult.Signed signed:
                Keep(issue, name, plan, signed.Certificate);
                options.Files.Delete(Path.ChangeExtension(pending, ".sig"));
                options.Files.Delete(pending);
                return true;
            case CrossSignResult.Refused refused:
                _refusals.AddRange(refused.Reasons.Select(reason => $"{name}: {reason}"));
                return false;
            default:
                throw new UnreachableException();
        }
    }

    // What an earlier run began to sign, if it is still what is wanted.
    private static CrossSignPlan? Taken(PlannedAction.Issue issue, string pending)
    {
        if (!File.Exists(pending)) return null;
        var resumed = CrossSigner.Resume(issue.Plan.Request, File.ReadAllBytes(pending));
        return resumed is CrossSignResult.Planned { Plan: var plan }
            && FederationPlanner.Fits(plan.Preview, issue.Plan.Preview)
            && plan.Preview.NotAfter <= issue.Plan.Preview.NotAfter
                ? plan
                : null;
    }

    // The record first: a certificate without its record must not be.
    private void Keep(PlannedAction.Issue issue, string name, CrossSignPlan plan, Certificate certificate)
    {
        foreach (var waiver in plan.Request.Waivers.Where(waiver =>
            plan.Lint!.Findings.Any(finding => finding.Rule.Id == waiver.Rule)))
        {
            options.Audit.Record(new AuditEntry(AuditAct.Waiver, options.Now, issue.Domain, name)
            {
                Agreement = issue.Wanted.Agreement,
                Reason = waiver.Reason,
                Details = [("rule", waiver.Rule)],
            });
        }
        Record(AuditAct.Issuance, issue.Domain, name, certificate.Raw.Span, issue);
        var place = Path.Combine(folder.CrossesOf(issue.Domain), name);
        options.Files.Write(place + ".json", CrossRecord.Of(plan, certificate, issue));
        options.Files.Write(place + ".pem", FederationFiles.Pem([certificate]));
    }

    private bool IssueList(PlannedAction.IssueList action)
    {
        var issuer = action.Issuer;
        var request = new RevocationRequest
        {
            Issuer = issuer.Root,
            Current = _lists.GetValueOrDefault(issuer.Root.Fingerprint) ?? issuer.List,
            Now = options.Now,
            Lifetime = TimeSpan.FromDays(action.Lifetime),
            Changes = action.Changes,
        };
        var result = keys.Of(issuer) is { } key
            ? RevocationIssuing.Issue(request, key)
            : Detached(action, request);
        switch (result)
        {
            case RevocationResult.Issued issued:
                foreach (var change in action.Changes)
                    Record(AuditAct.Revocation, action.Domain, Convert.ToHexStringLower(change.SerialNumber.Span), []);
                var name = Path.GetFileName(issuer.ListFile);
                Record(AuditAct.RevocationList, action.Domain, name, issued.Complete.Raw.Span);
                options.Files.Write(issuer.ListFile, issued.Complete.Raw.Span);
                _lists[issuer.Root.Fingerprint] = issued.Complete;
                return true;
            case RevocationResult.Refused refused:
                _refusals.AddRange(refused.Reasons.Select(reason => $"{Path.GetFileName(issuer.ListFile)}: {reason}"));
                return false;
            default:
                return false;
        }
    }

    private RevocationResult? Detached(PlannedAction.IssueList action, RevocationRequest request)
    {
        var pending = Path.Combine(
            folder.PendingOf(action.Domain), Path.GetFileName(action.Issuer.ListFile) + ".tbs");
        if (!File.Exists(pending))
        {
            if (RevocationIssuing.Plan(request, options.Form) is not RevocationResult.Planned planned)
                return RevocationIssuing.Plan(request, options.Form);
            options.Files.Write(pending, planned.SignedPart.Span);
        }
        var content = File.ReadAllBytes(pending);
        if (Signature(action.Issuer, pending, content) is not { } signature) return null;
        var result = RevocationIssuing.Complete(request, content, signature);
        options.Files.Delete(Path.ChangeExtension(pending, ".sig"));
        options.Files.Delete(pending);
        return result;
    }

    private byte[]? Signature(DomainIssuer issuer, string pending, ReadOnlyMemory<byte> signedPart)
    {
        if (keys.Of(issuer) is { } key) return Signature(key, signedPart);
        var signature = Path.ChangeExtension(pending, ".sig");
        if (File.Exists(signature)) return File.ReadAllBytes(signature);
        _waiting.Add(pending);
        Waits($"sign {pending} with the key of {issuer.Domain}, and put the signature into {signature}");
        return null;
    }

    private byte[]? Signature(SigningKey key, ReadOnlyMemory<byte> signedPart)
    {
        try
        {
            return key.Sign(signedPart.Span);
        }
        catch (CryptographicException e)
        {
            _refusals.Add($"the key does not sign: {e.Message}");
            return null;
        }
    }

    private bool Distribute(PlannedAction.Distribute distribute)
    {
        foreach (var (path, content) in distribute.Files)
        {
            Record(AuditAct.Distribution, distribute.Domain, Path.GetFileName(path), content);
            options.Files.Write(path, content);
        }
        return true;
    }

    private bool Waits(string what)
    {
        Open.Add(what);
        return false;
    }

    private void Record(
        AuditAct act, string domain, string subject, ReadOnlySpan<byte> artifact, PlannedAction.Issue? issue = null) =>
        options.Audit.Record(new AuditEntry(act, options.Now, domain, subject)
        {
            Artifact = artifact.IsEmpty ? null : Fingerprint.Of(artifact),
            Agreement = issue?.Wanted.Agreement ?? "",
            Reason = issue?.Why ?? "",
        });
}
