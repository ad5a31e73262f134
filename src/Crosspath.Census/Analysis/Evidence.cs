using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

/// <summary>What a classification rests on.</summary>
/// <param name="Category">The classification.</param>
/// <param name="Text">One sentence, with dates and stores.</param>
/// <param name="Certificates">Those that it speaks of.</param>
public sealed record Evidence(Category Category, string Text, ImmutableArray<Fingerprint> Certificates);
