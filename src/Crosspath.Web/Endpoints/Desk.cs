using System.Threading.Channels;
using Crosspath.Web.Questions;
using Crosspath.Web.Running;
using Crosspath.Web.Safety;
using Crosspath.Web.Worlds;
using Microsoft.AspNetCore.Http;

namespace Crosspath.Web.Endpoints;

/// <summary>Takes questions in, sends them down a lane, and gives the answers out.</summary>
/// <param name="options">What a question may cost.</param>
/// <param name="lanes">Where they are worked on.</param>
/// <param name="library">Ready when everything is linked.</param>
/// <param name="log">Where oddities are told.</param>
internal sealed class Desk(ServerOptions options, Lanes lanes, Task<Library> library, ServerLog log)
{
    private const int MostLinesAhead = 16;

    /// <summary>What a question may cost.</summary>
    public ServerOptions Options => options;

    /// <summary>Whether everything is linked.</summary>
    public bool IsReady => library.IsCompletedSuccessfully;

    /// <summary>Answers a short question.</summary>
    public Task Short(HttpContext context, Func<Ask, Reply> answer) => Answer(context, lanes.Short, answer);

    /// <summary>Answers a heavy question.</summary>
    /// <param name="fields">Its members, where they are read already.</param>
    public Task Heavy(HttpContext context, Func<Ask, Reply> answer, QuestionFields? fields = null) =>
        Answer(context, lanes.Heavy, answer, fields);

    /// <summary>The members of a question.</summary>
    /// <exception cref="NotReadyException">Nothing can be asked yet.</exception>
    public Task<QuestionFields> Fields(HttpContext context) =>
        IsReady ? QuestionFields.Read(context.Request, context.RequestAborted) : throw new NotReadyException();

    /// <summary>Tries a question as a short one, and takes it as a heavy one when that gives nothing.</summary>
    public async Task ShortOrHeavy(
        HttpContext context, Func<Ask, Reply?> easily, Func<Ask, Reply> thoroughly, QuestionFields fields)
    {
        var aborted = context.RequestAborted;
        var reply = await lanes.Short.Run(token => easily(AskOf(fields, token)), aborted).ConfigureAwait(false)
            ?? await lanes.Heavy.Run(token => thoroughly(AskOf(fields, token)), aborted).ConfigureAwait(false);
        await Send(context, reply).ConfigureAwait(false);
    }

    /// <summary>Answers with a document a line, each sent when it is found. A caller who reads slowly is waited for, as
    /// long as the question may take.</summary>
    public async Task Lines(
        HttpContext context, Func<Ask, IEnumerable<ReadOnlyMemory<byte>>> answer, QuestionFields? fields = null)
    {
        fields ??= await Fields(context).ConfigureAwait(false);
        var lines = Channel.CreateBounded<ReadOnlyMemory<byte>>(MostLinesAhead);
        var working = lanes.Heavy.Run(token => Produce(answer(AskOf(fields, token)), lines.Writer, token), context.RequestAborted);
        _ = working.ContinueWith(
            done => lines.Writer.TryComplete(done.Exception?.InnerException), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await foreach (var line in lines.Reader.ReadAllAsync(context.RequestAborted).ConfigureAwait(false))
        {
            if (!context.Response.HasStarted) context.Response.ContentType = "application/x-ndjson";
            await context.Response.Body.WriteAsync(line, context.RequestAborted).ConfigureAwait(false);
        }
        await working.ConfigureAwait(false);
    }

    private static bool Produce(
        IEnumerable<ReadOnlyMemory<byte>> lines, ChannelWriter<ReadOnlyMemory<byte>> writer, CancellationToken cancellation)
    {
        foreach (var line in lines)
        {
            // A thread of the heavy lane's own, which may wait.
            while (!writer.TryWrite(line))
            {
                if (!writer.WaitToWriteAsync(cancellation).AsTask().GetAwaiter().GetResult()) return false;
            }
        }
        return true;
    }

    private async Task Answer(HttpContext context, Lane lane, Func<Ask, Reply> answer, QuestionFields? fields = null)
    {
        fields ??= await Fields(context).ConfigureAwait(false);
        var reply = await lane.Run(token => answer(AskOf(fields, token)), context.RequestAborted).ConfigureAwait(false);
        await Send(context, reply).ConfigureAwait(false);
    }

    private static async Task Send(HttpContext context, Reply reply)
    {
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = reply.Body.Length;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private Ask AskOf(QuestionFields fields, CancellationToken cancellation) =>
        new(Question.Of(fields, options, TimeProvider.System) with { Cancellation = cancellation }, library.Result, log, cancellation);
}
