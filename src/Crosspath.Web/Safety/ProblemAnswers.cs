using System.Text.Json;
using Crosspath.Stores.Catalog;
using Crosspath.Web.Running;
using Microsoft.AspNetCore.Http;

namespace Crosspath.Web.Safety;

/// <summary>Turns whatever ends a request early into a problem document.</summary>
/// <param name="log">Told what nobody expected.</param>
internal sealed class ProblemAnswers(Action<string> log)
{
    /// <summary>Runs the rest of the pipeline.</summary>
    public async Task Invoke(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            var response = context.Response;
            if (!response.HasStarted && response is { StatusCode: >= 400, ContentType: null })
                await Problem.OfStatus(response.StatusCode).Write(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to be answered.
        }
#pragma warning disable CA1031 // the last resort: whatever it is, the caller gets a problem and nothing of our inside
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (context.Response.HasStarted)
            {
                log($"an answer broke off: {e.GetType().Name}: {e.Message}");
                context.Abort();
                return;
            }
            context.Response.Clear();
            await Of(e).Write(context).ConfigureAwait(false);
        }
    }

    private Problem Of(Exception exception)
    {
        switch (exception)
        {
            case UsageException e:
                return Problem.BadQuestion(e.Message);
            case NotHereException e:
                return Problem.NotFound(e.Message);
            case BadHttpRequestException e:
                return Problem.OfStatus(e.StatusCode, e.StatusCode == 413 ? null : e.Message);
            case JsonException:
                return Problem.BadQuestion("the body is no JSON");
            case LaneFullException { IsHeavy: true }:
                return new Problem(503, "busy", "Too many heavy questions", "come again later") { RetryAfter = 10 };
            case LaneFullException:
                return new Problem(429, "busy", "Too many questions", "come again later") { RetryAfter = 1 };
            case NotReadyException:
                return new Problem(503, "busy", "The server is getting ready", "come again in a moment") { RetryAfter = 2 };
            case TimeIsUpException e:
                return new Problem(503, "budget", "The question takes too long",
                    $"it was not answered within {e.Time.TotalSeconds:0} seconds; ask for less: maxPaths, maxDepth, fewer stores");
            case CatalogException:
                log(exception.Message);
                break;
            default:
                log($"internal error: {exception}");
                break;
        }
        return new Problem(500, "internal", "Something is wrong with the server", "its log says more");
    }
}

/// <summary>What a request names is not here.</summary>
internal sealed class NotHereException(string message) : Exception(message);

/// <summary>The server is not ready yet.</summary>
internal sealed class NotReadyException : Exception;
