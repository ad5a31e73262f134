using Crosspath.Federations;

namespace Crosspath.Cli.Output;

/// <summary>A rollover, step by step.</summary>
internal static class RolloverOutput
{
    /// <summary>For people.</summary>
    public static void WriteText(RolloverPlan plan, string file, Terminal terminal)
    {
        using var output = terminal.OpenText();
        output.WriteLine(plan.IsSmooth
            ? $"rollover of {plan.Domain}: nothing breaks at any moment"
            : $"rollover of {plan.Domain}: it BREAKS something");
        foreach (var stage in plan.Stages)
        {
            output.WriteLine($"\nstep: {stage.Step.ToString().ToLowerInvariant()}");
            foreach (var action in stage.Actions)
            {
                output.WriteLine(Printable.Text($"  {action.Domain,-12} {action.What}", 400));
                foreach (var (cell, by) in action.Broken)
                    output.WriteLine($"    BROKEN: {cell.Workload} in {cell.Domain} for {cell.Purpose.Name}, by {by}");
            }
        }
        output.WriteLine($"\nSet each step in {file}, and apply, in this order.");
    }

    /// <summary>As JSON.</summary>
    public static void WriteJson(RolloverPlan plan, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("domain", plan.Domain);
        json.WriteBoolean("smooth", plan.IsSmooth);
        json.WriteStartArray("steps");
        foreach (var stage in plan.Stages)
        {
            json.WriteStartObject();
            json.WriteString("step", stage.Step.ToString().ToLowerInvariant());
            json.WriteStartArray("actions");
            foreach (var action in stage.Actions)
            {
                json.WriteStartObject();
                json.WriteString("domain", action.Domain);
                json.WriteString("text", action.What);
                json.WriteStrings("broken", action.Broken.Select(lost =>
                    $"{lost.Cell.Workload} in {lost.Cell.Domain} for {lost.Cell.Purpose.Name}, by {lost.By}"));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
