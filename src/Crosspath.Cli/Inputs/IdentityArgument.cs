using Crosspath.Paths;

namespace Crosspath.Cli.Inputs;

/// <summary>A CA as a command line names it: a file, or as <see cref="IdentityWord"/> says.</summary>
internal static class IdentityArgument
{
    /// <summary>The identity that is meant.</summary>
    /// <param name="what">What messages call the argument.</param>
    /// <param name="text">As it is written.</param>
    /// <param name="graph">The identities at hand.</param>
    /// <param name="report">Where unreadable input is told.</param>
    /// <exception cref="UsageException">None is meant, or several.</exception>
    public static Identity Find(string what, string text, TrustGraph graph, InputReport report)
    {
        if (!File.Exists(text)) return IdentityWord.Find(what, text, graph);
        var first = (CertificateInput.Read([text], report).Certificates is [var certificate, ..] ? certificate : null)
            ?? throw new UsageException($"{what}: {text}: holds no certificate");
        return graph.TryFind(first.Fingerprint, out var known) ? graph.SubjectOf(known)
            : throw new UsageException($"{what}: {text}: the certificate is not among those at hand; add it with --with");
    }
}
