using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;

namespace InfluenceGrpc.FitValidation;

/// <summary>Reads creators from a CSV file.</summary>
internal static class CreatorFile
{
    /// <summary>The creators in the order of the file.</summary>
    /// <exception cref="InvalidDataException">A row makes no valid profile; file, line and column are named.</exception>
    public static IReadOnlyList<CreatorProfileDraft> Read(string path) => CsvTable.Read(path, "creator_id").ConvertAll(row =>
        Draft(row) is var draft && CreatorProfile.Create(draft) is { IsValid: false } wrong
            ? throw row.Fault("creator_id", $"the row makes no profile: {string.Join("; ", wrong.Faults.Select(fault => $"{fault.Path} {fault.Message}"))}")
            : draft);

    private static CreatorProfileDraft Draft(CsvRow row)
    {
        var posts = row.Number("sample_posts");
        var disclosed = row.Number("disclosed_posts");
        return new()
        {
            CreatorId = row.Text("creator_id"),
            Platform = Enum.TryParse<Platform>(row.Text("platform"), ignoreCase: true, out var platform) ? platform : Platform.Unspecified,
            Followers = row.Count("followers"),

            // "Other" tells what a creator's content is not.
            Topics = row.Text("category") is { } category and not "other" ? [new(category, 1)] : null,
            Engagement = new()
            {
                AverageLikes = row.Number("avg_likes"),
                AverageComments = row.Number("avg_comments"),
                SamplePosts = posts > 0 ? (uint)posts : null,
            },
            Sponsorship = posts > 0 ? new() { SponsoredShare = disclosed / posts, SamplePosts = (uint)posts } : null,
        };
    }
}
