using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace Crosspath.Web;

/// <summary>The page's files, which lie in the assembly; without them, a page that says so.</summary>
internal sealed class ExplorerPage
{
    private const string Prefix = "page/";
    private const string Index = "index.html";

    private static readonly FileExtensionContentTypeProvider Types = new();
    private readonly FrozenDictionary<string, (byte[] Content, string ETag)> _files;

    private ExplorerPage(IEnumerable<KeyValuePair<string, byte[]>> files) => _files = files.ToFrozenDictionary(
        file => file.Key,
        file => (file.Value, $"\"{Convert.ToHexStringLower(SHA256.HashData(file.Value).AsSpan(0, 12))}\""));

    /// <summary>Whether the page was built.</summary>
    public bool IsThere => _files.Count > 1 || !_files.ContainsKey(Index);

    /// <summary>Reads it out of the assembly.</summary>
    public static ExplorerPage OfAssembly()
    {
        var assembly = typeof(ExplorerPage).Assembly;
        byte[] Read(string name)
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            var content = new byte[resource.Length];
            resource.ReadExactly(content);
            return content;
        }

        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToArray();
        return names.Contains(Prefix + Index)
            ? new ExplorerPage(names.Select(name => KeyValuePair.Create(name[Prefix.Length..], Read(name))))
            : new ExplorerPage([KeyValuePair.Create(Index, Read("no-page.html"))]);
    }

    /// <summary>Answers with a file; false when there is none of that path.</summary>
    public async Task<bool> TryAnswer(HttpContext context)
    {
        var path = context.Request.Path.Value?.TrimStart('/') ?? "";
        if (path.Length == 0) path = Index;
        if (!_files.TryGetValue(path, out var file)) return false;
        var response = context.Response;
        response.ContentType = Types.TryGetContentType(path, out var type)
            ? type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type
            : "application/octet-stream";
        // Files under assets/ are named by their content.
        response.Headers.CacheControl = path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.ETag = file.ETag;
        if (context.Request.Headers.IfNoneMatch == file.ETag)
        {
            response.StatusCode = 304;
            return true;
        }
        response.ContentLength = file.Content.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(file.Content, context.RequestAborted).ConfigureAwait(false);
        return true;
    }
}
