namespace Crosspath.Cli;

/// <summary>
/// What the user gave cannot be used. It ends the command: <see cref="Program"/> prints the message as one line and
/// exits with <see cref="ExitCode.BadInput"/>.
/// </summary>
/// <param name="message">What, where, and what to do.</param>
internal sealed class UsageException(string message) : Exception(message);
