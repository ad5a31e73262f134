namespace Crosspath.Clients.Tests;

/// <summary>Dense meshes end: each client by its own budget, those without one by ours.</summary>
public sealed class MeshTests
{
    [Theory]
    [MemberData(nameof(LabTests.Clients), MemberType = typeof(LabTests))]
    public void A_complete_mesh_without_a_way_out_is_refused(string client)
    {
        var scenario = Lab.Scenarios["s44"];

        Assert.Equal("reject", Lab.Predict(client, scenario));
    }

    [Fact]
    public void A_trace_of_a_mesh_is_bounded()
    {
        using var simulator = new ClientSimulator(Lab.Scenarios["s44"].Request);

        var trace = simulator.Predict(ProfileCatalogue.BuiltIn.Find("botan")!).Trace;

        Assert.InRange(trace.Length, 400, 501);
        Assert.Equal(TraceAction.Note, trace[^1].Action);
    }
}
