namespace Crosspath.Clients.Simulation;

/// <summary>Candidates in the words of a trace.</summary>
internal static class CandidateText
{
    private const int MostListed = 8;

    /// <summary>Who may be the issuer.</summary>
    public static string Of(List<Candidate> candidates)
    {
        if (candidates.Count == 0) return "no issuer is known";
        var listed = candidates.Take(MostListed).Select(candidate =>
        {
            var certificate = candidate.Certificate.Certificate;
            return $"{candidate.Certificate} [{certificate.Fingerprint.Short}] from {Place(candidate.Source)}";
        });
        var more = candidates.Count > MostListed ? $" and {candidates.Count - MostListed} more" : "";
        return $"issuers: {string.Join(", ", listed)}{more}";
    }

    /// <summary>Where a candidate was found.</summary>
    public static string Place(Source source) => source switch
    {
        Source.Store => "the store",
        Source.Cached => "the cache",
        Source.Preloaded => "the preloaded intermediates",
        _ => "the server",
    };
}
