using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Valid profiles of every kind: each field absent, at the ends of its range, or anywhere within.</summary>
internal static class AnyProfile
{
    private static readonly string[] Topics = ["sport", "sport/running", "sport/running/trail", "a.b-c_d+e&f", "音楽", "food/1"];
    private static readonly string[] Countries = ["NO", "SE", "DK", "US", "ZW"];
    private static readonly string[] Regions = ["NO-03", "Østlandet", " ", "東京都", new('x', 128)];
    private static readonly string[] Languages = ["nb", "pt-BR", "zh-Hant-TW", "sl-rozaj-biske-1994"];

    /// <summary>Drawn from a seed: a failure names the seed.</summary>
    public static readonly Gen<int> Seeds = Gen.Choose(0, int.MaxValue);

    public static CreatorProfile Of(int seed)
    {
        var random = new Random(seed);
        return SampleProfiles.Checked(new()
        {
            CreatorId = "creator",
            Platform = Pick<Platform>(random),
            Version = Maybe(random, () => random.Next(2) == 0 ? ulong.MaxValue : (ulong)random.NextInt64()) ?? 0,
            ObservedAt = Maybe(random, () => Time(random)),
            Followers = Maybe(random, () => (ulong)random.NextInt64((long)FollowerCount.Max + 1) * (ulong)random.Next(2)),
            Engagement = random.Next(3) == 0 ? null : Engagement(random),
            Topics = Shares(random, Topics),
            Audience = random.Next(3) == 0 ? null : Audience(random),
            Sponsorship = random.Next(3) == 0 ? null : new()
            {
                SponsoredShare = Share(random),
                DisclosedShare = Share(random),
                PaidToOrganicRatio = NotNegative(random, float.MaxValue),
                SamplePosts = Count(random, 1),
            },
            BrandRelations = [.. Enumerable.Range(0, random.Next(4)).Select(i => Relation(random, i))],
            Responsiveness = random.Next(2) == 0 ? null : new() { ReplyShare = Share(random) },
            Prices = [.. Enumerable.Range(1, random.Next(7)).Select(i => Price(random, (Deliverable)i))],
            SafetyFlags = [.. Enumerable.Range(1, random.Next(12)).Select(_ => (SafetyFlag)random.Next(1, 13))],
        });
    }

    private static EngagementDraft Engagement(Random random) => new()
    {
        Rate = NotNegative(random, ProfileLimits.MaxEngagementRate),
        Basis = (EngagementBasis)random.Next(1, 4),
        Statistic = Pick<EngagementStatistic>(random),
        AverageLikes = NotNegative(random, ProfileLimits.MaxAverage),
        AverageComments = NotNegative(random, ProfileLimits.MaxAverage),
        AverageShares = NotNegative(random, ProfileLimits.MaxAverage),
        AverageViews = NotNegative(random, ProfileLimits.MaxAverage),
        AverageReach = NotNegative(random, ProfileLimits.MaxAverage),
        SamplePosts = Count(random, 1),
    };

    private static AudienceDraft Audience(Random random) => new()
    {
        Countries = Shares(random, Countries),
        Regions = Shares(random, Regions),
        Languages = Shares(random, Languages),
        Interests = Shares(random, Topics),
        Ages = [.. Some(random, Enum.GetValues<AgeBand>()[1..]).Select(band => (band, (float)(random.NextDouble() / 8)))],
        Genders = [.. Some(random, Enum.GetValues<Gender>()[1..]).Select(gender => (gender, random.Next(2) / 4f))],
        AuthenticShare = Share(random),
        DecisionMakerShare = Share(random),
        Base = Pick<AudienceBase>(random),
    };

    private static BrandRelationDraft Relation(Random random, int number) => new()
    {
        Brand = $"brand \U0001F600 {number}",
        OrganicMentions = Count(random, 0),
        SponsoredMentions = Count(random, 0),
        Sentiment = Maybe(random, () => (random.NextDouble() * 2) - 1),
        UsesProduct = Maybe(random, () => random.Next(2) == 0),
        ExclusiveUntil = Maybe(random, () => Time(random)),
    };

    private static PriceDraft Price(Random random, Deliverable deliverable) => new()
    {
        Deliverable = deliverable,
        CurrencyCode = random.Next(2) == 0 ? "NOK" : "JPY",
        Units = random.Next(3) switch { 0 => 0, 1 => long.MaxValue, _ => random.NextInt64() },
        Nanos = random.Next(3) switch { 0 => 0, 1 => 999_999_999, _ => random.Next(1_000_000_000) },
    };

    private static KeyValuePair<string, float>[] Shares(Random random, string[] keys) =>
        [.. Some(random, keys).Select(key => KeyValuePair.Create(key, random.Next(3) == 0 ? 0 : random.NextSingle() / keys.Length))];

    private static IEnumerable<T> Some<T>(Random random, T[] all)
    {
        random.Shuffle(all = [.. all]);
        return all.Take(random.Next(all.Length + 1));
    }

    private static DateTimeOffset Time(Random random) => random.Next(3) switch
    {
        0 => DateTimeOffset.MinValue,
        1 => DateTimeOffset.MaxValue,
        _ => new(random.NextInt64(DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero),
    };

    private static double? Share(Random random) => Maybe(random, () => random.Next(3) switch { 0 => 0, 1 => 1, _ => random.NextDouble() });

    private static double? NotNegative(Random random, double most) =>
        Maybe(random, () => random.Next(4) switch { 0 => 0, 1 => most, 2 => double.Epsilon, _ => random.NextDouble() * 1e6 });

    private static uint? Count(Random random, uint least) => Maybe(random, () => random.Next(2) == 0 ? least : uint.MaxValue);

    private static T? Maybe<T>(Random random, Func<T> draw)
        where T : struct => random.Next(2) == 0 ? null : draw();

    private static T Pick<T>(Random random)
        where T : struct, Enum => random.GetItems(Enum.GetValues<T>(), 1)[0];
}
