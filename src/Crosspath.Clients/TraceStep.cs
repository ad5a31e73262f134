using Crosspath.X509;

namespace Crosspath.Clients;

/// <summary>What a step of chain building was about.</summary>
public enum TraceAction
{
    /// <summary>Looks for the issuer of the certificate.</summary>
    Look,

    /// <summary>Passes a candidate by.</summary>
    Skip,

    /// <summary>Takes the certificate into the chain.</summary>
    Take,

    /// <summary>Ends the chain at the certificate, an anchor.</summary>
    Anchor,

    /// <summary>Fetches issuers from the certificate's caIssuers locations.</summary>
    Fetch,

    /// <summary>Finds fault with a chain.</summary>
    Fault,

    /// <summary>Gives the certificate up and goes back.</summary>
    Back,

    /// <summary>Does something to the whole list or chain.</summary>
    Note,
}

/// <summary>One step of a client's chain building.</summary>
/// <param name="Action">What it did.</param>
/// <param name="Certificate">With which certificate; null when with the list as a whole.</param>
/// <param name="Text">Where it looked and why it went on or back.</param>
public sealed record TraceStep(TraceAction Action, Certificate? Certificate, string Text);
