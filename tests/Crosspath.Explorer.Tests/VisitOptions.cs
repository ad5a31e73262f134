namespace Crosspath.Explorer.Tests;

/// <summary>How a window looks at the page; a laptop's in light colours unless told otherwise.</summary>
internal sealed record VisitOptions
{
    public int Width { get; init; } = 1366;

    public int Height { get; init; } = 768;

    public bool IsDark { get; init; }

    /// <summary>Lets a test put scripts into the page, which the content security policy forbids.</summary>
    public bool BypassesPolicy { get; init; }

    public static VisitOptions Phone { get; } = new() { Width = 390, Height = 844 };
}
