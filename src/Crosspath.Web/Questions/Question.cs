using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Web.Questions;

/// <summary>What every question says: what it is about, and under which trust.</summary>
internal sealed record Question
{
    /// <summary>The members.</summary>
    public required QuestionFields Fields { get; init; }

    /// <summary>What came with it.</summary>
    public required PostedFiles Posted { get; init; }

    /// <summary>Who is trusted for everything.</summary>
    public required IReadOnlyList<Certificate> Roots { get; init; }

    /// <summary>Revocation lists.</summary>
    public required IReadOnlyList<RevocationList> RevocationLists { get; init; }

    /// <summary>The stores that are named.</summary>
    public required IReadOnlyList<StoreChoice> Stores { get; init; }

    /// <summary>Whether the server's own certificates are at hand.</summary>
    public required bool UsesCorpus { get; init; }

    /// <summary>The time in question.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the question names that time itself.</summary>
    public required bool NamesTime { get; init; }

    /// <summary>What for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>Whether the anchors' own certificates count.</summary>
    public required AnchorChecks AnchorChecks { get; init; }

    /// <summary>When the caller goes away, or time is up.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Reads a question.</summary>
    /// <exception cref="UsageException">Something in it cannot be used.</exception>
    public static Question Of(QuestionFields fields, ServerOptions options, TimeProvider clock)
    {
        var posted = new PostedFiles(options.Certificates).Read("certificates", fields.Texts("certificates")).Read("body", fields.File);
        var roots = new PostedFiles(options.Certificates).Read("roots", fields.Texts("roots"));
        var lists = new PostedFiles(options.Certificates).Read("revocationLists", fields.Texts("revocationLists"));
        if (roots.Problems is [var problem, ..]) throw new UsageException($"{problem.Source}: {problem.Reason}");
        return new Question
        {
            Fields = fields,
            Posted = posted,
            Roots = [.. roots.Certificates.DistinctBy(root => root.Fingerprint)],
            RevocationLists = [.. posted.RevocationLists, .. lists.RevocationLists],
            Stores = [.. StoreChoice.Parse(fields.Texts("stores")), .. StoreChoice.Parse(fields.Texts("store"))],
            UsesCorpus = fields.Flag("corpus", true),
            At = fields.Time("at") ?? ToSecond(clock.GetUtcNow()),
            NamesTime = fields.Text("at") is not null,
            Purpose = PurposeOf(fields.Text("purpose")),
            AnchorChecks = fields.Text("anchorDates") switch
            {
                null or "honour" => AnchorChecks.Certificate,
                "ignore" => AnchorChecks.NameAndKey,
                var word => throw new UsageException($"anchorDates: '{word}' is none of honour, ignore"),
            },
        };
    }

    private static Purpose PurposeOf(string? name) =>
        name is null ? Purpose.ServerAuth
        : Purpose.All.FirstOrDefault(purpose => purpose.Name == name)
            ?? throw new UsageException($"purpose: '{name}' is none of {string.Join(", ", Purpose.All)}");

    private static DateTimeOffset ToSecond(DateTimeOffset time) => new(time.Ticks - time.Ticks % TimeSpan.TicksPerSecond, time.Offset);
}
