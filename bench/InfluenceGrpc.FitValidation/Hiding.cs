using InfluenceGrpc.Core.Creators.Drafts;

namespace InfluenceGrpc.FitValidation;

/// <summary>Figures that can be hidden.</summary>
internal static class Hiding
{
    public static readonly (string Name, Func<CreatorProfileDraft, CreatorProfileDraft> Hide)[] All =
    [
        ("topics", creator => creator with { Topics = null }),
        ("engagement", creator => creator with { Engagement = null }),
        ("followers", creator => creator with { Followers = null }),
    ];

    /// <summary>Hides what a number says, a bit a figure.</summary>
    public static CreatorProfileDraft Of(CreatorProfileDraft creator, int which)
    {
        for (var i = 0; i < All.Length; i++)
        {
            creator = (which & (1 << i)) != 0 ? All[i].Hide(creator) : creator;
        }

        return creator;
    }

    public static string NameOf(int which) => string.Join(" + ", All.Where((_, i) => (which & (1 << i)) != 0).Select(figure => figure.Name));
}
