namespace Crosspath.Bench.Synthetic;

/// <summary>What a census must find in a <see cref="SyntheticPki"/>.</summary>
internal sealed record SyntheticAnswers(
    long CaCertificates, long CrossSignedRoots, long CrossSignedIntermediates, long CrossSignedLeaves, long Reissued);
