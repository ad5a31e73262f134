using System.CommandLine;
using System.Globalization;

namespace Crosspath.Cli.Commands;

/// <summary>Options that take a whole number of 1 or more.</summary>
internal static class NumberOption
{
    /// <summary>Makes one; anything else than such a number is an error of usage.</summary>
    public static Option<int?> Create(string name, string description, string helpName = "N") => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                return number;
            result.AddError($"{name}: '{text}' is no number of 1 or more.");
            return null;
        },
    };
}
