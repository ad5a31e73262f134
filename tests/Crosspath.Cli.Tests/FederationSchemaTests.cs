using System.Text.Json;
using Crosspath.Cli.Inputs;
using Crosspath.Federations;
using Crosspath.Testing;

namespace Crosspath.Cli.Tests;

public sealed class FederationSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(FederationExample.Schema).RootElement;

    [Theory]
    [InlineData("", "federation domains agreements workloads expectations")]
    [InlineData("domain", "")]
    [InlineData("agreement", "")]
    [InlineData("workload", "")]
    [InlineData("expectation", "")]
    [InlineData("names", "")]
    [InlineData("domain/publish", "")]
    [InlineData("domain/bundle", "")]
    [InlineData("domain/rollover", "")]
    [InlineData("constraints", "validity pathLength purposes names policies mappings requireExplicitPolicy "
        + "inhibitPolicyMapping inhibitAnyPolicy crl caIssuers ocsp caRepository")]
    [InlineData("validity", "from until days")]
    public void The_schema_has_the_fields_that_are_read_and_no_others(string place, string fields)
    {
        var schema = place.Split('/').Aggregate(Schema, (at, part) => part.Length == 0 ? at
            : at.TryGetProperty("$defs", out var definitions) ? definitions.GetProperty(part)
            : at.GetProperty("properties").GetProperty(part));

        var known = fields.Length > 0 ? fields.Split(' ') : Read(place);

        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(known.Order(StringComparer.Ordinal),
            schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_has_the_words_that_are_read()
    {
        var definitions = Schema.GetProperty("$defs");
        var steps = definitions.GetProperty("domain").GetProperty("properties").GetProperty("rollover")
            .GetProperty("properties").GetProperty("step").GetProperty("enum");
        var formats = definitions.GetProperty("domain").GetProperty("properties").GetProperty("bundle")
            .GetProperty("properties").GetProperty("formats").GetProperty("oneOf")[0].GetProperty("enum");

        Assert.Equal(DomainFields.Steps, steps.EnumerateArray().Select(step => step.GetString()));
        Assert.Equal(BundleFormat.All.Select(format => format.Name), formats.EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void The_examples_are_the_files_of_the_examples_folder_and_can_be_read()
    {
        var folder = Path.Combine(SharedData.Repository, "examples", "federations");

        var files = Directory.GetFiles(folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file));

        Assert.Equal(FederationExample.All.Select(example => example.Name).Order(), files.Order());
        foreach (var example in FederationExample.All)
        {
            Assert.Equal(File.ReadAllText(Path.Combine(folder, example.Name + ".yaml")), example.Text);
            Assert.Equal(example.Name, FederationFile.Read(Path.Combine(folder, example.Name + ".yaml")).Name);
        }
    }

    [Fact]
    public void What_init_writes_can_be_read()
    {
        using var cli = new CommandLine();
        Assert.Equal(0, cli.Run("federation init new").ExitCode);

        Assert.Equal(2, FederationFile.Read(cli.PathOf("new/federation.yaml")).Domains.Length);
        Assert.Equal(2, cli.Run("federation init new").ExitCode);
    }

    private static string[] Read(string place) => place switch
    {
        "domain" => DomainFields.Fields,
        "agreement" => AgreementFields.Fields,
        "workload" => FederationFile.WorkloadFields,
        "expectation" => FederationFile.ExpectationFields,
        "names" => DomainFields.RealmFields,
        "domain/publish" => DomainFields.PublishFields,
        "domain/bundle" => DomainFields.BundleFields,
        "domain/rollover" => DomainFields.RolloverFields,
        _ => throw new ArgumentException(place),
    };
}
