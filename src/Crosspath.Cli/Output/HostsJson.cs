using Crosspath.Fetch.Tls;

namespace Crosspath.Cli.Output;

/// <summary>The JSON of a host that could not be asked; the others have that of <c>crosspath paths</c>.</summary>
internal static class HostsJson
{
    /// <summary>Writes one line.</summary>
    public static void WriteError(TlsEndpoint endpoint, string problem, StreamWriter output)
    {
        output.Flush();
        JsonOutput.Write(output.BaseStream, json =>
        {
            json.WriteStartObject();
            json.WriteString("endpoint", endpoint.ToString());
            json.WriteString("error", problem);
            json.WriteEndObject();
        }, isLine: true);
    }
}
