using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>Tells the user, on standard error, what of the inputs could not be read.</summary>
internal sealed class InputReport(Terminal terminal) : IInputReport
{
    /// <summary>One bad bundle of thousands should not bury the answer.</summary>
    public const int MostWarnings = 20;

    /// <summary>What the input called '-' is read from.</summary>
    public Stream StandardInput => terminal.Input;

    /// <summary>How many parts could not be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Says that a part cannot be read; the rest goes on.</summary>
    public void Warn(InputItem.Unreadable problem)
    {
        if (Unreadable < MostWarnings)
            terminal.Error.WriteLine($"crosspath: {problem.Source}: {problem.Reason} (at byte {problem.Offset}); skipped");
        CountUnlisted(1);
    }

    /// <summary>Says something that the user should know about the inputs.</summary>
    public void Note(string note) => terminal.Error.WriteLine($"crosspath: {note}");

    /// <summary>Counts parts that cannot be read; the first of all that is not listed is said to be so.</summary>
    public void CountUnlisted(int parts)
    {
        if (Unreadable <= MostWarnings && Unreadable + parts > MostWarnings)
            terminal.Error.WriteLine("crosspath: further parts that cannot be read are not listed");
        Unreadable += parts;
    }
}
