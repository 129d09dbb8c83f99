using System.Globalization;

namespace InfluenceGrpc.PlanValidation;

/// <summary>What the command was asked.</summary>
internal sealed record ValidationOptions
{
    /// <summary>Cases of each kind, [1, 100,000].</summary>
    public int Cases { get; private init; } = 500;

    /// <summary>Candidates of the longest list, [1,000, 1,000,000].</summary>
    public int Most { get; private init; } = 1_000_000;

    /// <summary>What drawing begins with, [0, 10,000].</summary>
    public int Seed { get; private init; } = 1;

    /// <summary>Reads the words behind the command.</summary>
    /// <exception cref="WrongArgumentsException">One of them is wrong.</exception>
    public static ValidationOptions Parse(ReadOnlySpan<string> words)
    {
        if (words.Length % 2 != 0)
        {
            throw new WrongArgumentsException("Each option needs a value behind it; --help tells of them.");
        }

        var options = new ValidationOptions();
        for (var i = 0; i < words.Length; i += 2)
        {
            options = words[i] switch
            {
                "--cases" => options with { Cases = Whole(words[i], words[i + 1], 1, 100_000) },
                "--most" => options with { Most = Whole(words[i], words[i + 1], 1_000, 1_000_000) },
                "--seed" => options with { Seed = Whole(words[i], words[i + 1], 0, 10_000) },
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
