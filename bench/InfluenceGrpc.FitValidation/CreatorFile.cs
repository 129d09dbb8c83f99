using System.Globalization;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using Microsoft.VisualBasic.FileIO;

namespace InfluenceGrpc.FitValidation;

/// <summary>Reads creators from a CSV file.</summary>
internal static class CreatorFile
{
    /// <summary>The creators in the order of the file; rows that make no valid profile end the program.</summary>
    public static IReadOnlyList<CreatorProfileDraft> Read(string path)
    {
        using var parser = new TextFieldParser(path) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        var columns = (parser.ReadFields() ?? []).Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var creators = new List<CreatorProfileDraft>();
        while (parser.ReadFields() is { } cells)
        {
            var draft = Draft(name => columns.TryGetValue(name, out var column) && cells[column].Length > 0 ? cells[column] : null);
            if (CreatorProfile.Create(draft) is { IsValid: false } wrong)
            {
                throw new InvalidDataException($"Line {parser.LineNumber - 1}: {string.Join("; ", wrong.Faults)}");
            }

            creators.Add(draft);
        }

        return creators;
    }

    private static CreatorProfileDraft Draft(Func<string, string?> cell)
    {
        var posts = Number(cell("sample_posts"));
        var disclosed = Number(cell("disclosed_posts"));
        return new()
        {
            CreatorId = cell("creator_id"),
            Platform = Enum.TryParse<Platform>(cell("platform"), ignoreCase: true, out var platform) ? platform : Platform.Unspecified,
            Followers = (ulong?)Number(cell("followers")),

            // "Other" tells what a creator's content is not.
            Topics = cell("category") is { } category and not "other" ? [new(category, 1)] : null,
            Engagement = new()
            {
                AverageLikes = Number(cell("avg_likes")),
                AverageComments = Number(cell("avg_comments")),
                SamplePosts = posts > 0 ? (uint)posts : null,
            },
            Sponsorship = posts > 0 ? new() { SponsoredShare = disclosed / posts, SamplePosts = (uint)posts } : null,
        };
    }

    private static double? Number(string? cell) => cell is null ? null : double.Parse(cell, CultureInfo.InvariantCulture);
}
