namespace Crosspath.Clients.Tests;

/// <summary>Every cell of the recorded lab, verdict and chain.</summary>
public sealed class LabTests
{
    public static TheoryData<string> Clients => [.. ProfileCatalogue.BuiltIn.All
        .Where(profile => profile.Measured is not null).Select(profile => profile.Client)];

    [Theory]
    [MemberData(nameof(Clients))]
    public void A_client_does_in_each_scenario_what_was_recorded(string client)
    {
        var exceptions = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "lab-exceptions.txt"))
            .Where(line => line.StartsWith(client + " ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[1]);

        var missed = Lab.Cells.Where(cell => cell.Client == client)
            .Where(cell => Predict(cell) != cell.Answer)
            .Select(cell => cell.Scenario);

        Assert.Equal(exceptions.Order(), missed.Order());
    }

    [Fact]
    public void Every_client_of_the_lab_has_a_profile_that_says_it_was_measured()
    {
        var measured = ProfileCatalogue.BuiltIn.All
            .Where(profile => profile.Measured is not null).Select(profile => profile.Client);

        Assert.Equal(Lab.Clients.Order(), measured.Order());
    }

    private static string Predict(LabCell cell) =>
        Lab.Predict(cell.Client, Lab.Scenarios[cell.Scenario], withChain: cell.HasChain || cell.Answer == "reject");

    [Fact]
    public void The_cells_are_many_enough_to_mean_something() => Assert.InRange(Lab.Cells.Count, 1300, 1400);
}
