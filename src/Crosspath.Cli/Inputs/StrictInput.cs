namespace Crosspath.Cli.Inputs;

/// <summary><c>--strict</c>.</summary>
internal static class StrictInput
{
    /// <summary>Makes of a command's own exit code what unreadable input makes of it.</summary>
    public static int ExitCodeOr(this TrustInput input, int code) =>
        input.IsStrict && input.Report.Unreadable > 0 ? ExitCode.BadInput : code;
}
