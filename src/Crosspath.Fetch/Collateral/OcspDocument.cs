using Crosspath.X509;

namespace Crosspath.Fetch.Collateral;

/// <summary>What a responder answers.</summary>
internal static class OcspDocument
{
    /// <summary>Reads it.</summary>
    public static DocumentCheck Check(ReadOnlyMemory<byte> content, Certificate issuer, out OcspResponse? response)
    {
        if (!OcspResponse.TryRead(content, out response, out var problem)) return new DocumentCheck(problem);
        if (response.Status != OcspStatus.Successful)
            return new DocumentCheck($"the responder does not answer ({response.Status})");
        if (response.Answers.IsEmpty) return new DocumentCheck("the responder answers nothing");
        return new DocumentCheck(null)
        {
            NextUpdate = response.Answers.Min(answer => answer.NextUpdate ?? DateTimeOffset.MaxValue) is var next
                && next < DateTimeOffset.MaxValue ? next : null,
            MayBeKept = Signatures.IsSigned(response, issuer),
        };
    }
}
