using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Crosspath.Web.Running;

/// <summary>Traces by OpenTelemetry, for who asks for them in its own way.</summary>
internal static class Tracing
{
    // https://opentelemetry.io/docs/specs/otel/protocol/exporter/
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Begins, when the environment names a place to send them to; nothing is sent otherwise.</summary>
    public static IDisposable? Begin() => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint))
        ? null
        : Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("crosspath"))
            .AddSource("Microsoft.AspNetCore")
            .AddOtlpExporter()
            .Build();
}
