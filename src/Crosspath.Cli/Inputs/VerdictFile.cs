using System.Buffers;
using Crosspath.Paths;

namespace Crosspath.Cli.Inputs;

/// <summary>The file in which verdicts on signatures are remembered.</summary>
internal sealed class VerdictFile(string path)
{
    // More verdicts than there are CA certificates in the world; a larger file is some other file.
    private const long MaxLength = 1L << 30;

    /// <summary>Reads it; an absent file is an empty memory.</summary>
    /// <exception cref="UsageException">It is something else, or cannot be read.</exception>
    public VerdictMemory Read()
    {
        if (!File.Exists(path)) return new VerdictMemory();
        try
        {
            if (new FileInfo(path).Length > MaxLength) throw NotOurs();
            return VerdictMemory.Read(File.ReadAllBytes(path)) ?? throw NotOurs();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--verdicts: {path}: {e.Message}");
        }
    }

    /// <summary>Writes it whole, beside the old one, and then puts it in its place, so that it is never half
    /// written. Only the user may read or write it.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public void Write(VerdictMemory memory)
    {
        var buffer = new ArrayBufferWriter<byte>();
        memory.WriteTo(buffer);
        var beside = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(beside, options)) file.Write(buffer.WrittenSpan);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--verdicts: {path}: {e.Message}");
        }
    }

    private UsageException NotOurs() =>
        new($"--verdicts: {path} is no file of verdicts; delete it, or name another");
}
