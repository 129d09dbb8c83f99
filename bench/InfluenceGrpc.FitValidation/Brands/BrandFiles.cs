using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>Reads creators and their posts from two CSV files.</summary>
internal static class BrandFiles
{
    /// <summary>The creators in the order of the first file, with the posts of the second.</summary>
    /// <exception cref="InvalidDataException">Something is wrong; file, line and column are named.</exception>
    public static IReadOnlyList<SeenCreator> Read(string creatorsPath, string postsPath)
    {
        var posts = new Dictionary<string, List<Post>>(StringComparer.Ordinal);
        var creators = CsvTable.Read(creatorsPath, "creator_id", "category", "followers").ConvertAll(row =>
        {
            var id = row.Required("creator_id");
            if (!posts.TryAdd(id, []))
            {
                throw row.Fault("creator_id", $"{id} is there twice");
            }

            return new SeenCreator(id, Topic(row, "category", row.Text("category")), row.Count("followers"), posts[id]);
        });
        foreach (var row in CsvTable.Read(postsPath, "creator_id", "brands", "hashtags"))
        {
            var id = row.Required("creator_id");
            if (!posts.TryGetValue(id, out var theirs))
            {
                throw row.Fault("creator_id", $"{id} is not in {creatorsPath}");
            }

            theirs.Add(new(row.Words("brands"), Array.ConvertAll(row.Words("hashtags"), tag => Topic(row, "hashtags", $"tag-{tag}")!)));
        }

        return creators;
    }

    private static string? Topic(CsvRow row, string column, string? topic) =>
        topic is null || TopicPath.IsValid(topic) ? topic : throw row.Fault(column, $"\"{topic}\" cannot be a topic");
}
