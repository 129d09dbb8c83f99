using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Derivation;

/// <summary>What a group of creators tells, in counts: of the creators themselves nothing is kept.</summary>
internal sealed class CreatorCounts
{
    private static readonly string[] AgeNames = Enum.GetNames<AgeBand>();
    private static readonly string[] GenderNames = Enum.GetNames<Gender>();

    private readonly KeyCounts[] audience = [.. Enum.GetValues<AudienceDimension>().Select(_ => new KeyCounts())];

    /// <summary>How many creators there are.</summary>
    public int Creators { get; private set; }

    public KeyCounts Topics { get; } = new();

    /// <summary>Brands that are mentioned, and not unkindly: a share of 1 each.</summary>
    public KeyCounts Brands { get; } = new();

    public FollowerCounts Followers { get; } = new();

    /// <summary>Groups of one dimension of the audience.</summary>
    public KeyCounts this[AudienceDimension dimension] => audience[(int)dimension];

    /// <summary>Counts a creator in, as often as it was named.</summary>
    public void Add(CreatorProfile profile, int times)
    {
        Creators += times;
        Add(profile.Topics, Topics, times);
        if (profile.Followers is { } followers)
        {
            Followers.Add(followers, times);
        }

        if (profile.BrandRelations.Count > 0)
        {
            AddBrands(profile.BrandRelations, times);
        }

        if (profile.Audience is { } told)
        {
            Add(told.Countries, this[AudienceDimension.Countries], times);
            Add(told.Regions, this[AudienceDimension.Regions], times);
            AddLanguages(told.Languages, times);
            Add(told.Interests, this[AudienceDimension.Interests], times);
            Add(told.Ages, AgeNames, this[AudienceDimension.Ages], times);
            Add(told.Genders, GenderNames, this[AudienceDimension.Genders], times);
        }
    }

    private static void Add(Distribution? told, KeyCounts counts, int times)
    {
        if (told is null)
        {
            return;
        }

        counts.AddTellers(times);
        for (var i = 0; i < told.Count; i++)
        {
            counts.Add(told.Keys[i], told.Shares[i], times);
        }
    }

    // Case tells nothing in tags: two that differ by it are one, as they are in briefs.
    private void AddLanguages(Distribution? told, int times)
    {
        if (told is null)
        {
            return;
        }

        var counts = this[AudienceDimension.Languages];
        counts.AddTellers(times);
        for (var i = 0; i < told.Count; i++)
        {
            counts.Add(told.Keys[i].ToLowerInvariant(), told.Shares[i], times);
        }
    }

    private static void Add<TGroup>(EnumShares<TGroup>? told, string[] names, KeyCounts counts, int times)
        where TGroup : struct, Enum
    {
        if (told is null)
        {
            return;
        }

        counts.AddTellers(times);
        var shares = told.ByNumber;
        for (var number = 1; number < shares.Length; number++)
        {
            counts.Add(names[number], shares[number] ?? 0, times);
        }
    }

    private void AddBrands(IReadOnlyList<BrandRelation> relations, int times)
    {
        Brands.AddTellers(times);
        foreach (var relation in relations)
        {
            if (relation is { Sentiment: null or >= 0, Mentions: > 0 })
            {
                Brands.Add(relation.Brand, 1, times);
            }
        }
    }
}
