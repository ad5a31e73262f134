using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Fetch.Collateral;

/// <summary>Follows caIssuers, level by level, each location once.</summary>
internal sealed class IssuerChase(CollateralErrand errand, CollateralLimits limits)
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<Certificate>>.Builder _found =
        FetchedCollateral.Empty.Issuers.ToBuilder();

    /// <summary>What each location holds of what can be above the certificates that name it.</summary>
    public async Task<ImmutableSortedDictionary<string, ImmutableArray<Certificate>>> Follow(
        CollateralQuestion question, List<string> problems)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var depth = 0; depth < limits.MostDepth; depth++)
        {
            Certificate[] fetched = [.. _found.Values.SelectMany(found => found)];
            var namers = new IssuerPool([.. question.AtHand, .. fetched]).Above([.. question.Targets, .. fetched])
                .Where(certificate => !certificate.IsSelfIssued)
                .SelectMany(certificate => Locations.Issuers(certificate).Select(location => (location, certificate)))
                .Where(named => !asked.Contains(named.location))
                .ToLookup(named => named.location, named => named.certificate);
            if (namers.Count == 0) return _found.ToImmutable();
            asked.UnionWith(namers.Select(group => group.Key));
            var answers = await Task.WhenAll(
                namers.Select(group => Fetch(group.Key, [.. group]))).ConfigureAwait(false);
            foreach (var (location, certificates, problem) in answers)
            {
                if (problem is not null) problems.Add(problem);
                else if (certificates.Count > 0) _found[location] = [.. certificates];
            }
        }
        problems.Add($"issuers are followed {limits.MostDepth} steps; there may be more");
        return _found.ToImmutable();
    }

    private async Task<(string Location, IReadOnlyList<Certificate> Found, string? Problem)> Fetch(
        string location, Certificate[] namers)
    {
        IReadOnlyList<Certificate> found = [];
        Locations.TryRead(location, out var url);
        var (content, problem) = await errand.Get(
            new FetchRequest(url!) { MostBytes = limits.MostIssuerBytes }, document =>
        {
            (found, var fault) = Read(document, namers);
            return new DocumentCheck(fault);
        }).ConfigureAwait(false);
        return (location, content is null ? [] : found, problem);
    }

    // Whoever names a location wants its issuers; what else lies there could only fill the graph.
    private (IReadOnlyList<Certificate> Found, string? Fault) Read(ReadOnlyMemory<byte> document, Certificate[] namers)
    {
        var all = new List<Certificate>();
        using var stream = DocumentStream.Open(document);
        foreach (var item in CertificateFiles.Read(stream, "document"))
        {
            if (item is InputItem.FoundCertificate found && Certificate.TryRead(found.Der, out var certificate, out _))
                all.Add(certificate);
            if (all.Count == limits.MostIssuers) break;
        }
        if (all.Count == 0) return ([], "holds no certificate");
        Certificate[] above = [.. new IssuerPool(all).Above(namers).Skip(namers.Length)];
        return above.Length > 0
            ? (above, null)
            : ([], $"holds no certificate of {namers[0].Issuer.FriendlyText}, but of {all[0].Subject.FriendlyText}");
    }
}
