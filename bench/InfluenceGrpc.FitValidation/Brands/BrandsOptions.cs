using System.Globalization;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>What the command was asked.</summary>
/// <param name="Creators">File of the creators.</param>
/// <param name="Posts">File of their posts.</param>
internal sealed record BrandsOptions(string Creators, string Posts)
{
    /// <summary>What drawing begins with.</summary>
    public int Seed { get; private init; } = 1;

    /// <summary>Fewest creators of a brand that is judged; one of them is left out, and three examples are the fewest.</summary>
    public int MinExamples { get; private init; } = 5;

    /// <summary>Creators that a brand's are to be told from.</summary>
    public int Negatives { get; private init; } = 200;

    /// <summary>Derives and scores.</summary>
    public FitModel Model { get; private init; } = BuiltInFitModels.Default;

    /// <summary>Reads the words behind the command.</summary>
    /// <exception cref="WrongArgumentsException">One of them is wrong.</exception>
    /// <exception cref="InvalidDataException">The model's file is.</exception>
    public static BrandsOptions Parse(ReadOnlySpan<string> words)
    {
        if (words.Length < 2 || words.Length % 2 != 0 || words[0].StartsWith("--", StringComparison.Ordinal) || words[1].StartsWith("--", StringComparison.Ordinal))
        {
            throw new WrongArgumentsException("brands needs two files, and a value behind each option; --help tells of them.");
        }

        var options = new BrandsOptions(words[0], words[1]);
        for (var i = 2; i < words.Length; i += 2)
        {
            options = words[i] switch
            {
                "--seed" => options with { Seed = Whole(words[i], words[i + 1], 0, 10_000) },
                "--min-examples" => options with { MinExamples = Whole(words[i], words[i + 1], 4, 10_000) },
                "--negatives" => options with { Negatives = Whole(words[i], words[i + 1], 1, 100_000) },
                "--model" => options with { Model = ReadModel(words[i + 1]) },
                _ => throw new WrongArgumentsException($"There is no option {words[i]}; --help tells of those there are."),
            };
        }

        return options;
    }

    private static int Whole(string option, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new WrongArgumentsException($"{option} must be a whole number in [{least}, {most}]; got \"{value}\".");

    private static FitModel ReadModel(string path) => FitModelJson.ReadAndValidate(File.ReadAllBytes(path)) is { IsValid: false } wrong
        ? throw new InvalidDataException($"{path} is no model: {string.Join("; ", wrong.Faults.Select(fault => $"{fault.Path} {fault.Message}"))}")
        : FitModelJson.ReadAndValidate(File.ReadAllBytes(path)).Value!;
}
