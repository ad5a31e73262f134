using System.Collections.Immutable;
using Crosspath.Paths;

namespace Crosspath.Census.Corpora;

/// <summary>The times during which something held for what an issuer signs, to be joined with its leaves.</summary>
/// <param name="Issuer">The issuing identity.</param>
/// <param name="Label">What it is that held: a number of the asker's, from 0.</param>
/// <param name="Windows">Closed at both ends, whole seconds, disjoint, in order.</param>
public sealed record IssuerWindows(ShortDigest Issuer, int Label, ImmutableArray<Validity> Windows);
