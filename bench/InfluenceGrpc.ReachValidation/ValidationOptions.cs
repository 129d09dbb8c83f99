using System.Globalization;

namespace InfluenceGrpc.ReachValidation;

/// <summary>What a command was asked.</summary>
internal sealed record ValidationOptions
{
    private const int MostPopulations = 100_000;

    /// <summary>What drawing begins with.</summary>
    public int Seed { get; private init; } = 1;

    /// <summary>How many populations are drawn for each setting and number of creators.</summary>
    public int Populations { get; private init; } = 200;

    /// <summary>Reads the words behind the command.</summary>
    /// <exception cref="WrongArgumentsException">One of them is wrong.</exception>
    public static ValidationOptions Parse(ReadOnlySpan<string> words)
    {
        var options = new ValidationOptions();
        for (var i = 0; i < words.Length; i += 2)
        {
            var value = i + 1 < words.Length ? words[i + 1] : throw new WrongArgumentsException($"{words[i]} needs a value; --help tells of it.");
            options = words[i] switch
            {
                "--seed" => options with { Seed = Whole(words[i], value, 0, 10_000) },
                "--populations" => options with { Populations = Whole(words[i], value, 1, MostPopulations) },
                _ => throw new WrongArgumentsException($"There is no option {words[i]}; --help tells of those there are."),
            };
        }

        return options;
    }

    private static int Whole(string option, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new WrongArgumentsException($"{option} must be a whole number in [{least}, {most}]; got \"{value}\".");
}
