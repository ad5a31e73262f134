using Microsoft.AspNetCore.Http;

namespace Crosspath.Web.Safety;

/// <summary>What browsers are told of every answer.</summary>
internal static class SafetyHeaders
{
    /// <summary>Of the page: its own files and nothing else; no inline script or style.</summary>
    private const string PagePolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string AnswerPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Sets them.</summary>
    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        var isAnswer = context.Request.Path.StartsWithSegments("/api");
        headers.ContentSecurityPolicy = isAnswer ? AnswerPolicy : PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-store";
    }
}
