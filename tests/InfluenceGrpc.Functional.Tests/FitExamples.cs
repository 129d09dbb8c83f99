using Google.Type;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>Briefs and creators to score.</summary>
internal static class FitExamples
{
    private static readonly string[] Topics = ["sport/running", "sport/running/trail", "food", "travel/hiking", "beauty"];
    private static readonly string[] Countries = ["NO", "SE", "DK", "US"];
    private static readonly string[] Brands = ["Alfa", "Bekk", "Fjell", "Tursko"];

    /// <summary>Asks for every component, and for something that many creators do not meet.</summary>
    public static Brief Brief => new()
    {
        Title = "Trail shoes",
        Topics = { ["sport/running"] = 1, ["travel/hiking"] = 0.4 },
        Audience = new()
        {
            Countries = { ["NO"] = 1, ["SE"] = 0.5 },
            Genders = { new GenderWeight { Gender = Gender.Female, Weight = 1 } },
        },
        Brand = "Fjell",
        Competitors = { "Alfa" },
        RelatedBrands = { ["Tursko"] = 0.6 },
        Cost = new() { Deliverable = Deliverable.Post, CurrencyCode = "NOK", ReferenceCostPerEngagement = 4 },
        Size = new() { Followers = 8_000, LogSpread = 1.5 },
        Constraints = new() { Platforms = { Platform.Instagram }, MinAuthenticShare = 0.6, MinFollowers = 1_000 },
    };

    /// <summary>Asks for topics alone, and leaves out what is not known: creators without topics have no score.</summary>
    public static Brief TopicsOrNothing => new()
    {
        Topics = { ["sport"] = 1 },
        Weights = new()
        {
            Niche = 1,
            Engagement = 0,
            Credibility = 0,
            Proximity = 0,
            Responsiveness = 0,
            Concentration = 0,
        },
        MissingPolicy = MissingPolicy.Exclude,
    };

    /// <summary>Wrong in four ways, each of another kind.</summary>
    public static Brief Faulty => new()
    {
        Topics = { ["Not A Path"] = 1 },
        Audience = new() { Countries = { ["XX"] = 1 } },
        Weights = new() { Cost = 0.5 },
        MissingPolicy = (MissingPolicy)9,
    };

    /// <summary>Where <see cref="Faulty"/> is wrong, from the brief on.</summary>
    public static readonly string[] FaultyFields =
        ["topics[\"Not A Path\"]", "audience.countries[\"XX\"]", "weights.cost", "missingPolicy"];

    /// <summary>Creators of whom all, some or nothing is known.</summary>
    public static CreatorProfile[] Creators(int seed, int count, string prefix)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Creator(random, $"{prefix}-{i}"))];
    }

    private static CreatorProfile Creator(Random random, string id)
    {
        var profile = WireProfiles.Of(id, (ulong)Math.Exp(4 + (random.NextDouble() * 12)));
        profile.Platform = (Platform)random.Next(0, 4);
        if (random.Next(8) == 0)
        {
            profile.ClearFollowers();
        }

        if (random.Next(3) > 0)
        {
            profile.Engagement = new Engagement { AverageLikes = random.Next(5_000), AverageComments = random.Next(300), SamplePosts = (uint)random.Next(1, 40) };
            profile.Topics[Topics[random.Next(Topics.Length)]] = 0.6f;
            profile.Topics["fashion"] = 0.2f;
        }

        if (random.Next(3) > 0)
        {
            profile.Audience = new Audience
            {
                Countries = { [Countries[random.Next(Countries.Length)]] = (float)random.NextDouble() },
                Genders = { new GenderShare { Gender = Gender.Female, Share = (float)random.NextDouble() } },
                AuthenticShare = (float)random.NextDouble(),
            };
        }

        if (random.Next(3) > 0)
        {
            profile.Sponsorship = new Sponsorship { SponsoredShare = (float)(random.NextDouble() / 2), DisclosedShare = (float)random.NextDouble(), SamplePosts = 30 };
            profile.BrandRelations.Add(new BrandRelation { Brand = Brands[random.Next(Brands.Length)], OrganicMentions = (uint)random.Next(5), Sentiment = 0.5f });
            profile.Responsiveness = new Responsiveness { ReplyShare = (float)random.NextDouble() };
        }

        if (random.Next(3) > 0)
        {
            profile.Prices.Add(new Price { Deliverable = Deliverable.Post, Amount = new Money { CurrencyCode = random.Next(4) == 0 ? "EUR" : "NOK", Units = random.Next(9_000) } });
        }

        return profile;
    }
}
