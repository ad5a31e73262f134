using Crosspath.Cli.Inputs;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>What a <c>crosspath paths</c> command line asks for, its files read.</summary>
/// <param name="Targets">One, or with <c>--each</c> all of the target files.</param>
/// <param name="Certificates">Everything at hand: targets, intermediates, anchors.</param>
/// <param name="History">Who is trusted; the question's time decides.</param>
/// <param name="Query">The question; its target is replaced by each target.</param>
internal sealed record PathsRequest(
    IReadOnlyList<Certificate> Targets,
    IReadOnlyList<Certificate> Certificates,
    TrustHistory History,
    PathQuery Query)
{
    public required InputReport Report { get; init; }

    public required PathsFormat Format { get; init; }

    public required VerdictFile? Verdicts { get; init; }

    /// <summary>Whether unreadable input is an error even with an answer.</summary>
    public bool IsStrict { get; init; }
}

/// <summary>How answers are written.</summary>
internal sealed record PathsFormat
{
    public bool IsJson { get; init; }

    /// <summary>Whether there is one answer a line.</summary>
    public bool IsEach { get; init; }

    public bool IsCountOnly { get; init; }

    public bool IsExplained { get; init; }

    /// <summary>What is drawn on standard output instead of the text.</summary>
    public PictureKind? Drawn { get; init; }

    /// <summary>Pictures to draw into files: the kind and the file.</summary>
    public required IReadOnlyList<(PictureKind Kind, string File)> Pictures { get; init; }
}
