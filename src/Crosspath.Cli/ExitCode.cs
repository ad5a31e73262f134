namespace Crosspath.Cli;

/// <summary>What the command line's exit codes mean, for every command.</summary>
internal static class ExitCode
{
    /// <summary>The question's answer is yes.</summary>
    public const int Yes = 0;

    /// <summary>The question's answer is no.</summary>
    public const int No = 1;

    /// <summary>Bad usage or unusable input.</summary>
    public const int BadInput = 2;

    /// <summary>Could not finish: network, budget, cancelled.</summary>
    public const int Unfinished = 3;
}
