using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Crosspath.Web.Safety;

/// <summary>An error as RFC 9457 has it.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Kind">The last part of its type, as docs/api.md lists them.</param>
/// <param name="Title">The same in words.</param>
/// <param name="Detail">What, where, what to do; one line.</param>
internal sealed record Problem(int Status, string Kind, string Title, string Detail)
{
    /// <summary>Seconds after which to come again; null for no such hope.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The question cannot be used.</summary>
    public static Problem BadQuestion(string detail) => new(400, "bad-question", "The question cannot be used", detail);

    /// <summary>Something is not here.</summary>
    public static Problem NotFound(string detail) => new(404, "not-found", "There is no such thing here", detail);

    /// <summary>Of a status code that the framework gave.</summary>
    public static Problem OfStatus(int status, string? detail = null) => status switch
    {
        404 => NotFound(detail ?? "see /openapi/v1.json for what there is"),
        405 => new(405, "method-not-allowed", "Another method is needed", detail ?? "see the header Allow"),
        413 => new(413, "too-large", "The question is too large", detail ?? "send fewer certificates"),
        415 => new(415, "unsupported-media-type", "The question is in no form that is read here",
            detail ?? "send application/json, or a file of certificates"),
        _ => BadQuestion(detail ?? "the request cannot be read") with { Status = status },
    };

    /// <summary>Answers with it.</summary>
    public Task Write(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        if (RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", $"urn:crosspath:problem:{Kind}");
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail);
            json.WriteEndObject();
        }
        var bytes = buffer.ToArray();
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
