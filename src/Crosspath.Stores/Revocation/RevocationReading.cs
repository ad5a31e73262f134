using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.Stores.Formats;

namespace Crosspath.Stores.Revocation;

/// <summary>What revocation lists say of certificates.</summary>
/// <param name="Distrusts">While certificates are revoked, in the order of their fingerprints, for everybody.</param>
/// <param name="Problems">Lists that could not be used, and why.</param>
public sealed record RevocationReading(ImmutableArray<DistrustPeriod> Distrusts, ImmutableArray<StoreProblem> Problems);
