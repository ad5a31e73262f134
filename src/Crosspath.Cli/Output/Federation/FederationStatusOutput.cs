using System.Text.Json;
using Crosspath.Federations;

namespace Crosspath.Cli.Output;

/// <summary>How a federation stands.</summary>
internal static class FederationStatusOutput
{
    /// <summary>Whether a renewal is due, a revocation list is missing or out of date, or a signature is waited
    /// for.</summary>
    public static bool IsDue(FederationStatus status, DateTimeOffset now) =>
        status.Crosses.Any(cross => cross.DueAt <= now)
        || status.Domains.Any(domain => !domain.Pending.IsEmpty
            || domain.Issuers.Any(issuer => issuer.List is not { NextUpdate: { } next } || next <= now));

    /// <summary>For people.</summary>
    public static void WriteText(FederationStatus status, DateTimeOffset now, Terminal terminal)
    {
        using var output = terminal.OpenText();
        foreach (var domain in status.Domains)
        {
            output.WriteLine(domain.Domain);
            if (domain.Issuers.IsEmpty) output.WriteLine("  its root is not here");
            foreach (var issuer in domain.Issuers)
            {
                var list = issuer.List is { NextUpdate: { } next }
                    ? $"revocation list until {TimeArgument.Text(next)}, {issuer.List.Count} revoked"
                    : "no revocation list";
                var root = $"{issuer.Root.Subject.FriendlyText}, until {TimeArgument.Day(issuer.Root.NotAfter)}";
                output.WriteLine(Printable.Text($"  {root}; {list}", 400));
            }
            foreach (var pending in domain.Pending) output.WriteLine($"  waits for a signature: {pending}");
            foreach (var cross in status.Crosses.Where(cross => cross.Cross.Domain == domain.Domain))
                output.WriteLine(Printable.Text("  " + TextOf(cross, now), 400));
        }
    }

    /// <summary>As JSON.</summary>
    public static void WriteJson(FederationStatus status, DateTimeOffset now, Stream output) =>
        JsonOutput.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteTime("at", now);
            json.WriteBoolean("due", IsDue(status, now));
            json.WriteStartArray("domains");
            foreach (var domain in status.Domains) WriteDomain(json, domain);
            json.WriteEndArray();
            json.WriteStartArray("crossCertificates");
            foreach (var cross in status.Crosses) WriteCross(json, cross, now);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static string TextOf(CrossStatus cross, DateTimeOffset now)
    {
        var certificate = cross.Cross.Certificate;
        var renewal = cross.DueAt is not { } due ? "is not renewed"
            : due <= now ? "RENEWAL IS DUE"
            : $"renewal from {TimeArgument.Day(due)}";
        var state = certificate.NotBefore > now ? "begins later" : "in force";
        return $"{cross.Cross.FileName,-28} {state}, until {TimeArgument.Day(certificate.NotAfter)}, {renewal}";
    }

    private static void WriteDomain(Utf8JsonWriter json, DomainStatus domain)
    {
        json.WriteStartObject();
        json.WriteString("domain", domain.Domain);
        json.WriteStartArray("roots");
        foreach (var issuer in domain.Issuers)
        {
            json.WriteStartObject();
            json.WriteString("sha256", issuer.Root.Fingerprint.ToString());
            json.WriteString("subject", issuer.Root.Subject.ToString());
            json.WriteTime("notAfter", issuer.Root.NotAfter);
            json.WriteTime("nextUpdate", issuer.List?.NextUpdate);
            json.WriteNumber("revoked", issuer.List?.Count ?? 0);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStrings("pending", domain.Pending);
        json.WriteEndObject();
    }

    private static void WriteCross(Utf8JsonWriter json, CrossStatus cross, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("from", cross.Cross.Domain);
        json.WriteString("name", cross.Cross.FileName);
        json.WriteString("sha256", cross.Cross.Certificate.Fingerprint.ToString());
        json.WriteTime("notBefore", cross.Cross.Certificate.NotBefore);
        json.WriteTime("notAfter", cross.Cross.Certificate.NotAfter);
        json.WriteTime("renewFrom", cross.DueAt);
        json.WriteBoolean("due", cross.DueAt <= now);
        json.WriteEndObject();
    }
}
