using System.Globalization;

namespace InfluenceGrpc.Fuzzing;

/// <summary>What the command was asked.</summary>
internal sealed record FuzzingOptions
{
    /// <summary>What is fuzzed, in order.</summary>
    public IReadOnlyList<string> Kinds { get; private init; } = FuzzKinds.Names;

    /// <summary>How long each kind is fuzzed, [1, 86,400] s.</summary>
    public int Seconds { get; private init; } = 30;

    /// <summary>What drawing begins with, [0, 2^31).</summary>
    public int Seed { get; private init; } = 1;

    /// <summary>The only case to run; null for as many as there is time for.</summary>
    public int? Case { get; private init; }

    /// <summary>Reads the words of the command line.</summary>
    /// <exception cref="WrongArgumentsException">One of them is wrong.</exception>
    public static FuzzingOptions Parse(ReadOnlySpan<string> words)
    {
        if (words.Length % 2 != 0)
        {
            throw new WrongArgumentsException("Each option needs a value behind it; --help tells of them.");
        }

        var options = new FuzzingOptions();
        for (var i = 0; i < words.Length; i += 2)
        {
            options = words[i] switch
            {
                "--kind" => options with { Kinds = KindsOf(words[i + 1]) },
                "--seconds" => options with { Seconds = Whole(words[i], words[i + 1], 1, 86_400) },
                "--seed" => options with { Seed = Whole(words[i], words[i + 1], 0, int.MaxValue) },
                "--case" => options with { Case = Whole(words[i], words[i + 1], 0, int.MaxValue) },
                _ => throw new WrongArgumentsException($"There is no option {words[i]}; --help tells of those there are."),
            };
        }

        return options;
    }

    private static IReadOnlyList<string> KindsOf(string value) =>
        value == "all" ? FuzzKinds.Names
        : FuzzKinds.Names.Contains(value) ? [value]
        : throw new WrongArgumentsException($"--kind must be all or one of {string.Join(", ", FuzzKinds.Names)}; got \"{value}\".");

    private static int Whole(string option, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new WrongArgumentsException($"{option} must be a whole number in [{least}, {most}]; got \"{value}\".");
}
