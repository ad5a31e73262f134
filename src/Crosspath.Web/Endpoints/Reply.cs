using System.Text;

namespace Crosspath.Web.Endpoints;

/// <summary>A whole answer.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="ContentType">What they are.</param>
internal sealed record Reply(ReadOnlyMemory<byte> Body, string ContentType = "application/json")
{
    /// <summary>JSON, as a writer of it writes it.</summary>
    public static Reply Json(Action<Stream> write) => new(Written(write));

    /// <summary>Text.</summary>
    public static Reply Text(string text, string contentType = "text/plain; charset=utf-8") => new(Encoding.UTF8.GetBytes(text), contentType);

    /// <summary>What a writer writes.</summary>
    public static ReadOnlyMemory<byte> Written(Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        return buffer.ToArray();
    }

    /// <summary>What a writer writes that wants a text writer.</summary>
    public static Action<Stream> WithText(Action<StreamWriter> write) => stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        write(text);
    };
}
