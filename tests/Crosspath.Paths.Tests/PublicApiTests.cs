using System.Reflection;
using Crosspath.Testing;

namespace Crosspath.Paths.Tests;

/// <summary>
/// What the libraries offer, as approved: a change of it shows in the review. On a difference the new text is left
/// beside the approved one as <c>PublicApi.received.txt</c>.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Crosspath.X509", typeof(X509.Certificate))]
    [InlineData("Crosspath.Paths", typeof(TrustPaths))]
    public void The_public_API_is_the_approved_one(string project, Type any)
    {
        var folder = Path.Combine(SharedData.Repository, "src", project);
        var approved = Path.Combine(folder, "PublicApi.txt");
        var text = string.Concat(any.Assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(Describe));

        var known = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (known != text) File.WriteAllText(Path.Combine(folder, "PublicApi.received.txt"), text);

        Assert.True(known == text, $"compare src/{project}/PublicApi.received.txt with PublicApi.txt beside it");
    }

    private static string Describe(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = type.IsEnum
            ? Enum.GetNames(type)
            : type.GetMembers(Own).Where(IsOffered).Select(member => member.ToString()!);
        return string.Concat(members.Order(StringComparer.Ordinal).Prepend($"\n{type.FullName}").Select((line, i) => i == 0 ? line + "\n" : $"    {line}\n"));
    }

    // Accessors show as properties, and what the compiler makes for records goes without saying.
    private static bool IsOffered(MemberInfo member) =>
        member is not MethodInfo { IsSpecialName: true }
        && !member.Name.Contains('<', StringComparison.Ordinal)
        && member.Name is not ("Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "PrintMembers" or "EqualityContract");
}
