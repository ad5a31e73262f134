using System.Collections.Immutable;

namespace Crosspath.Clients.Simulation;

/// <summary>The steps of one simulation, up to a bound: meshes have more steps than anybody reads.</summary>
internal sealed class ChainTrace
{
    private const int MostSteps = 500;

    private readonly ImmutableArray<TraceStep>.Builder _steps = ImmutableArray.CreateBuilder<TraceStep>();
    private bool _isCut;

    /// <summary>Adds a step.</summary>
    public void Add(TraceAction action, CertificateFacts? certificate, string text)
    {
        if (_steps.Count < MostSteps) _steps.Add(new TraceStep(action, certificate?.Certificate, text));
        else _isCut = true;
    }

    /// <summary>All steps; the last one says so when there were more.</summary>
    public ImmutableArray<TraceStep> ToSteps()
    {
        if (_isCut) _steps.Add(new TraceStep(TraceAction.Note, null, $"{MostSteps} steps are shown, there were more"));
        return _steps.ToImmutable();
    }
}
