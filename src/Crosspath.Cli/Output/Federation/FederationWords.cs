using Crosspath.Federations;

namespace Crosspath.Cli.Output;

/// <summary>What is done, in the words of text and JSON alike.</summary>
internal static class FederationWords
{
    /// <summary>The kind of an action, in one word.</summary>
    public static string KindOf(PlannedAction action) => action switch
    {
        PlannedAction.Publish => "publish",
        PlannedAction.Prove => "prove",
        PlannedAction.Issue issue => issue.IsRenewal ? "renew" : "issue",
        PlannedAction.Revoke => "revoke",
        PlannedAction.IssueList => "list",
        PlannedAction.Distribute => "distribute",
        PlannedAction.Wait => "wait",
        _ => "refuse",
    };

    /// <summary>What an action is about.</summary>
    public static string TextOf(PlannedAction action) => action switch
    {
        PlannedAction.Publish publish => publish.What,
        PlannedAction.Prove => "a request, signed with its root's key",
        PlannedAction.Issue issue => $"{NameOf(issue.Wanted)}, until {TimeArgument.Day(issue.Plan.Preview.NotAfter)}: "
            + issue.Why,
        PlannedAction.Revoke revoke => $"{revoke.Cross.FileName}: {revoke.Why}",
        PlannedAction.IssueList list => $"the revocation list of {list.Issuer.Root.Subject.FriendlyText}: {list.Why}",
        PlannedAction.Distribute distribute =>
            "trust bundle: " + string.Join(", ", distribute.Files.Select(file => Path.GetFileName(file.Path))),
        PlannedAction.Wait wait => wait.What,
        PlannedAction.Refuse refuse => $"{refuse.What}: {string.Join("; ", refuse.Reasons)}",
        _ => "",
    };

    /// <summary>A path as its certificates' subjects, from the leaf to the anchor.</summary>
    public static string PathOf(Crosspath.Paths.TrustPath path) =>
        string.Join(" < ", path.Certificates.Select(certificate => certificate.Subject.FriendlyText));

    private static string NameOf(WantedCross wanted) =>
        $"{wanted.Subject.Subject.FriendlyText} of {wanted.To} ({wanted.Name})";
}
