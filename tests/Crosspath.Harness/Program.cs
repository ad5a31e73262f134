using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.Harness;

// usage: harness limbo FILE
// Reads test cases in x509-limbo's schema, plain or gzip, and prints limbo's result schema.

if (args is not ["limbo", var path])
{
    Console.Error.WriteLine("usage: harness limbo FILE");
    return 2;
}
try
{
    var results = LimboRunner.Run(LimboRunner.ReadCases(path), DateTimeOffset.UtcNow);
    using var output = Console.OpenStandardOutput();
    var options = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    JsonSerializer.Serialize(output, results, options);
    return 0;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
{
    Console.Error.WriteLine($"harness: {path}: {e.Message}");
    return 2;
}
