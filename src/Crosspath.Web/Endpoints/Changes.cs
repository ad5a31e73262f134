using Crosspath.Paths.Scenarios;
using Crosspath.Web.Questions;
using Crosspath.Web.Worlds;

namespace Crosspath.Web.Endpoints;

/// <summary>The changes of a what-if. Questions about paths, time, cuts and clients take them too, and are then asked of
/// the world after them.</summary>
internal static class Changes
{
    private const int MostAdded = 1_000;

    /// <summary>Enough of the changed world for what lies above a question's certificates.</summary>
    /// <exception cref="UsageException">A change names nothing that is at hand.</exception>
    public static World Above(Ask ask) => Changed(ask, question => ask.Library.Above(question));

    /// <summary>All of the changed world.</summary>
    /// <exception cref="UsageException">A change names nothing that is at hand.</exception>
    public static World Whole(Ask ask) => Changed(ask, ask.Library.Whole);

    /// <summary>Certificates that are there after the changes only.</summary>
    public static PostedFiles Added(QuestionFields changes) =>
        new PostedFiles(MostAdded).Read("changes.add", changes.Texts("add"));

    /// <summary>Changes of who trusts whom.</summary>
    /// <exception cref="UsageException">A change names nothing that is at hand.</exception>
    public static Scenario Read(QuestionFields changes, World world)
    {
        var words = new ScenarioWords(world.Graph, world.History, (what, text) => IdentityWord.Find(what, text, world.Graph));
        return new Scenario
        {
            Distrusted = [.. changes.Texts("distrust").Select(text => words.Distrust("changes.distrust", text))],
            RemovedStores = [.. changes.Texts("removeStores").Select(name => words.Store("changes.removeStores", name))],
            Revoked = [.. changes.Texts("revoke").Select(text => words.Revocation("changes.revoke", text))],
            CompromisedKeys = [.. changes.Texts("compromise").Select(id => words.Key("changes.compromise", id))],
        };
    }

    private static World Changed(Ask ask, Func<Question, World> worldOf)
    {
        var changes = ask.Fields.Inside("changes");
        var added = Added(changes);
        var question = ask.Question;
        var world = worldOf(added.Certificates.Count == 0 ? question : question with { Posted = question.Posted.With(added) });
        return world.After(Read(changes, world));
    }
}
