using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>Is told what of the inputs could not be used: a command tells its user, the server its log.</summary>
internal interface IInputReport
{
    /// <summary>How many parts could not be read.</summary>
    int Unreadable { get; }

    /// <summary>Says that a part cannot be read; the rest goes on.</summary>
    void Warn(InputItem.Unreadable problem);

    /// <summary>Says something that the user should know about the inputs.</summary>
    void Note(string note);
}
