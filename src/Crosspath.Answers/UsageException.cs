namespace Crosspath.Answers;

/// <summary>
/// What the user gave cannot be used. It ends the question: the command line prints the message as one line and exits
/// with 2, the server answers 400.
/// </summary>
/// <param name="message">What, where, and what to do.</param>
internal sealed class UsageException(string message) : Exception(message);
