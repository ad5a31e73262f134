using System.Text.Json;
using Crosspath.Authority.Demos;

namespace Crosspath.Web.Tests;

/// <summary>The document that is written by hand says what there is.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    private static readonly JsonElement Document = JsonDocument.Parse(OpenApi.Document).RootElement;
    private static readonly DemoPki Demo = DemoPki.Create("dst-x3-2021", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await RunningServer.Start(certificates: [Demo.Leaf, .. Demo.Intermediates], roots: Demo.Roots);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Every_route_is_in_the_document_and_nothing_else_is()
    {
        var documented = from path in Document.GetProperty("paths").EnumerateObject()
                         from operation in path.Value.EnumerateObject()
                         select $"{operation.Name} {path.Name}";

        Assert.Equal(documented.Order(), _server.Server.Routes.Select(route => $"{route.Method.ToLowerInvariant()} {route.Path}").Order());
    }

    [Fact]
    public async Task The_document_is_served() =>
        Assert.True(JsonElement.DeepEquals(Document, await _server.Json("/openapi/v1.json")));

    [Theory]
    [InlineData("/api/v1/server", "Server")]
    [InlineData("/api/v1/search?q=demo", "SearchResults")]
    [InlineData("/api/v1/graph", "Graph")]
    [InlineData("/api/v1/stores", "StoreList")]
    [InlineData("/api/v1/clients", "ClientList")]
    [InlineData("/api/v1/demos", "DemoList")]
    [InlineData("/api/v1/demos/partitions", "Demo")]
    [InlineData("/api/v1/certificates/{leaf}?asn1=true", "InspectedCertificate")]
    [InlineData("/api/v1/siblings/{leaf}", "Siblings")]
    public async Task Answers_are_as_the_document_says(string path, string schema) =>
        Check(await _server.Json(path.Replace("{leaf}", Demo.Leaf.Fingerprint.ToString(), StringComparison.Ordinal)), schema);

    [Theory]
    [InlineData("certificates", "Inspection", "{}")]
    [InlineData("siblings", "Siblings", "{}")]
    [InlineData("graph", "Graph", """{"direction":"both","depth":3}""")]
    [InlineData("paths", "Paths", """{"explain":true,"at":"2031-01-01"}""")]
    [InlineData("timeline", "Timeline", "{}")]
    [InlineData("timeline/events", "TimelineEvents", "{}")]
    [InlineData("whatif", "WhatIf", """{"at":"2021-09-01","changes":{"at":"2021-11-01"}}""")]
    [InlineData("cut", "Cut", """{"at":"2021-09-01"}""")]
    [InlineData("clients", "Clients", """{"at":"2021-11-01"}""")]
    [InlineData("lint", "LintDocuments", """{"rules":["br","ccadb"]}""")]
    public async Task Answers_to_questions_are_as_the_document_says(string path, string schema, string members)
    {
        var question = JsonSerializer.Deserialize<Dictionary<string, object>>(members)!;
        question["certificates"] = new[] { Convert.ToBase64String(Demo.Leaf.Raw.Span) }
            .Concat(Demo.Intermediates.Select(c => Convert.ToBase64String(c.Raw.Span))).ToArray();

        Check(await _server.Json($"/api/v1/{path}", question), schema);
    }

    [Fact]
    public async Task Problems_are_as_the_document_says()
    {
        using var response = await _server.Post("/api/v1/paths", new { });
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Check(problem.RootElement, "Problem");
    }

    [Fact]
    public async Task A_certificate_comes_as_its_bytes_too()
    {
        var der = await _server.Client.GetByteArrayAsync($"/api/v1/certificates/{Demo.Leaf.Fingerprint}/der");
        var pem = await _server.Answer($"/api/v1/certificates/{Demo.Leaf.Fingerprint}/pem");

        Assert.Equal(Demo.Leaf.Raw.ToArray(), der);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", pem, StringComparison.Ordinal);
    }

    private static void Check(JsonElement value, string schema) =>
        Assert.Empty(SchemaCheck.Problems(Document, Document.GetProperty("components").GetProperty("schemas").GetProperty(schema), value, "$"));
}
