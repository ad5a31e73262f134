using Crosspath.Web.Questions;
using Crosspath.Web.Worlds;

namespace Crosspath.Web.Endpoints;

/// <summary>A question with all that is needed to answer it.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Library">What there is.</param>
/// <param name="Log">Where oddities are told.</param>
/// <param name="Cancellation">When the caller goes away, or time is up.</param>
internal sealed record Ask(Question Question, Library Library, ServerLog Log, CancellationToken Cancellation)
{
    /// <summary>The question's members.</summary>
    public QuestionFields Fields => Question.Fields;
}
