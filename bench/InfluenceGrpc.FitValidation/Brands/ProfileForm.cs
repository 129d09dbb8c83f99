using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;

namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>What of a creator goes into the profile. Likes and comments never do: the file has means over posts that may
/// be about the brand.</summary>
/// <param name="Category">The category, as a topic of share 0.7, or 1 where there are no hashtags.</param>
/// <param name="Hashtags">The hashtags, as topics that share 0.3 by the root of how many posts have them.</param>
/// <param name="Other">Whether the category "other" is one.</param>
internal sealed record ProfileForm(bool Category = true, bool Hashtags = true, bool Other = true)
{
    private const double HashtagShare = 0.3;

    /// <summary>The profile of a creator of whom only these posts were seen.</summary>
    public CreatorProfile Of(SeenCreator creator, IEnumerable<Post> posts)
    {
        var (tags, brands) = (Counts(posts, post => Hashtags ? post.Hashtags : []), Counts(posts, post => post.Brands));
        var topics = new List<KeyValuePair<string, float>>();
        if (Category && creator.Category is { } category && (Other || category != "other"))
        {
            topics.Add(new(category, (float)(tags.Count > 0 ? 1 - HashtagShare : 1)));
        }

        var roots = tags.Values.Sum(count => Math.Sqrt(count));
        topics.AddRange(tags.Select(tag => KeyValuePair.Create(tag.Key, (float)(HashtagShare * Math.Sqrt(tag.Value) / roots))));
        var draft = new CreatorProfileDraft
        {
            CreatorId = creator.Id,
            Platform = Platform.Instagram,
            Followers = creator.Followers,
            Topics = topics,

            // Which of them were paid for is not known.
            BrandRelations = [.. brands.Select(brand => new BrandRelationDraft { Brand = brand.Key, OrganicMentions = brand.Value })],
        };
        return CreatorProfile.Create(draft) is { IsValid: true, Value: { } profile }
            ? profile
            : throw new InvalidDataException($"{creator.Id} makes no profile: {string.Join("; ", CreatorProfile.Create(draft).Faults.Select(fault => $"{fault.Path} {fault.Message}"))}");
    }

    private static SortedDictionary<string, uint> Counts(IEnumerable<Post> posts, Func<Post, IReadOnlyList<string>> words)
    {
        var counts = new SortedDictionary<string, uint>(StringComparer.Ordinal);
        foreach (var word in posts.SelectMany(words))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        return counts;
    }
}
