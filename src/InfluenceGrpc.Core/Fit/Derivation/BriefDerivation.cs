using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Derivation;

/// <summary>
/// Derives a brief from examples: what creators like them have, each thing weighed by how much more common it is among them than
/// among creators in general, or less. The same examples and background
/// derive the same brief to the bit, in whatever order they come, as long as neither has more than
/// <see cref="DerivationLimits.MaxKeys"/> keys of a kind. Not thread safe.
/// </summary>
public sealed class BriefDerivation
{
    // A topic that one example alone has, and nobody in the background, is that creator's own affair.
    private const int MinTopicExamples = 2;

    // A topic counts half where so many examples have it.
    private const double TopicDoubt = 2;

    private static readonly FitComponent[] Derivable = [FitComponent.Niche, FitComponent.Audience, FitComponent.Affinity, FitComponent.Size];

    // More is not needed to know that there are enough.
    private readonly HashSet<string> firstExamples = new(DerivationLimits.MinExamples, StringComparer.Ordinal);
    private readonly FitModel model;
    private readonly DerivationRule rule;
    private readonly string title;
    private readonly string brand;
    private readonly CreatorCounts examples = new();
    private readonly CreatorCounts background;

    /// <param name="model">The constants, and what its balanced preset weighs.</param>
    /// <param name="title">Title of the brief; may be empty.</param>
    /// <param name="brand">The advertised brand, which is no related one; may be empty.</param>
    public BriefDerivation(FitModel model, string title, string brand)
        : this(model, title, brand, new CreatorCounts())
    {
    }

    private BriefDerivation(FitModel model, string title, string brand, CreatorCounts background)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        rule = model.Derivation;
        this.title = title;
        this.brand = brand;
        this.background = background;
    }

    /// <summary>Examples so far; one that was sent twice counts twice.</summary>
    public int Examples => examples.Creators;

    /// <summary>Different creators among them, by id, of which no more than <see cref="DerivationLimits.MinExamples"/> are told
    /// apart.</summary>
    public int DifferentExamples => firstExamples.Count;

    /// <summary>Background creators so far.</summary>
    public int Background => background.Creators;

    /// <summary>Takes in a creator that the brief is to find more of.</summary>
    /// <param name="profile">The creator.</param>
    /// <param name="times">How often it counts, at least 1.</param>
    public void AddExample(CreatorProfile profile, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (firstExamples.Count < DerivationLimits.MinExamples)
        {
            firstExamples.Add(profile.CreatorId);
        }

        examples.Add(profile, times);
    }

    /// <summary>Takes in a creator of no brand in particular; the model's own background then counts no more.</summary>
    /// <inheritdoc cref="AddExample"/>
    public void AddBackground(CreatorProfile profile, int times = 1) => background.Add(profile, times);

    /// <summary>Another derivation, without examples yet, against the same background: many briefs need it counted only once.
    /// What is added to the background of one is added to that of both.</summary>
    /// <param name="newTitle">As of the constructor.</param>
    /// <param name="newBrand">As of the constructor.</param>
    public BriefDerivation AgainstTheSame(string newTitle, string newBrand) => new(model, newTitle, newBrand, background);

    /// <summary>The brief of all that was taken in, and what it rests on.</summary>
    /// <exception cref="InvalidOperationException">There are fewer than <see cref="DerivationLimits.MinExamples"/> different
    /// examples.</exception>
    public DerivedBrief Derive()
    {
        if (DifferentExamples < DerivationLimits.MinExamples)
        {
            throw new InvalidOperationException($"Of {DifferentExamples} different examples nothing can be derived.");
        }

        var evidence = new List<BriefEvidence>();
        var draft = new BriefDraft
        {
            Title = title,
            Brand = brand,
            Topics = DeriveTopics(evidence),
            Audience = DeriveAudience(evidence),
            RelatedBrands = DeriveBrands(evidence),
            Size = DeriveSize(evidence),
        };
        draft = draft is { Topics: null, Audience: null, RelatedBrands: null, Size: null } ? draft : draft with { Weights = WeightsFor(draft) };
        return new DerivedBrief(draft, evidence, Examples, Background);
    }

    // Where the preset weighs nothing of what was derived, that gets a weight of its own, each part the same: leaving the zeros away
    // instead would rank by what examples say nothing of, and a preset may weigh none of that either.
    private ComponentWeightsDraft WeightsFor(BriefDraft draft)
    {
        var preset = model.Presets[WeightPreset.Balanced];
        FitComponent[] asked = [.. Derivable.Where(part => BriefWeights.Asks(draft, part) && WeighedParts.Weighs(model, draft, part))];
        var isWeighed = asked.Any(part => preset[part] > 0);
        return new()
        {
            Niche = OwnWeight(FitComponent.Niche),
            Audience = OwnWeight(FitComponent.Audience),
            Affinity = OwnWeight(FitComponent.Affinity),
            Size = OwnWeight(FitComponent.Size),

            // Examples say nothing of these: what weighs nothing in the brief is there to be raised by whoever edits it.
            Engagement = 0,
            Credibility = 0,
            Proximity = 0,
            Responsiveness = 0,
            Concentration = 0,
        };

        double? OwnWeight(FitComponent part) => !isWeighed && asked.Contains(part) ? 1 : null;
    }

    private bool HasOwnBackground => Background > 0;

    private double BackgroundSize => HasOwnBackground ? Background : rule.Background.Size;

    private KeyValuePair<string, double>[]? DeriveTopics(List<BriefEvidence> evidence)
    {
        Func<string, double> usual = HasOwnBackground ? background.Topics.MeanOf : key => rule.Background.Topics.GetValueOrDefault(key);
        var part = new DerivedPart("topics", "topics", examples.Topics, background.Topics);
        return part.Choose(
            Rank(LiftsOf(examples.Topics, usual), lift => WeightOfTopic(lift) * lift.Share),
            lift => lift.BackgroundShare > 0 || examples.Topics.CreatorsWith(lift.Key) >= MinTopicExamples,
            WeightOfTopic,
            rule.MaxTopics,
            weighed: true,
            evidence);
    }

    private TargetAudienceDraft? DeriveAudience(List<BriefEvidence> evidence)
    {
        var audience = new TargetAudienceDraft
        {
            Countries = DeriveGroups(AudienceDimension.Countries, evidence),
            Regions = DeriveGroups(AudienceDimension.Regions, evidence),
            Languages = DeriveGroups(AudienceDimension.Languages, evidence),
            Interests = DeriveGroups(AudienceDimension.Interests, evidence),
            Ages = Named<AgeBand>(DeriveGroups(AudienceDimension.Ages, evidence)),
            Genders = Named<Gender>(DeriveGroups(AudienceDimension.Genders, evidence)),
        };
        return audience is { Countries: null, Regions: null, Languages: null, Interests: null, Ages: null, Genders: null } ? null : audience;
    }

    // Only the request's own background tells of audiences: of creators in general nobody has counted them.
    private KeyValuePair<string, double>[]? DeriveGroups(AudienceDimension dimension, List<BriefEvidence> evidence)
    {
        var (told, usual) = (examples[dimension], background[dimension]);
        var name = Scoring.AudienceTargets.NameOf(dimension);
        return new DerivedPart($"audience.{name}", name, told, usual).Choose(
            Rank(usual.Tellers == 0 ? [] : LiftsOf(told, usual.MeanOf), lift => lift.LogLift),
            lift => lift.LogLift >= rule.MinLogLift,
            lift => Math.Min(1, lift.LogLift / rule.FullLogLift),
            BriefLimits.MaxGroups,
            WeighedParts.Weighs(model, dimension),
            evidence);
    }

    private KeyValuePair<string, double>[]? DeriveBrands(List<BriefEvidence> evidence)
    {
        Func<string, double> usual = HasOwnBackground ? background.Brands.MeanOf : static _ => 0;
        var others = LiftsOf(examples.Brands, usual).Where(lift => lift.Key != brand);
        return new DerivedPart("relatedBrands", "brands", examples.Brands, background.Brands).Choose(
            Rank(others, lift => lift.LogLift),
            lift => WeightOfBrand(lift) >= rule.MinBrandWeight,
            WeightOfBrand,
            rule.MaxBrands,
            WeighedParts.WeighsRelatedBrands(model),
            evidence);
    }

    // Towards the size of creators in general, as if some of those were among the examples.
    private SizePreferenceDraft? DeriveSize(List<BriefEvidence> evidence)
    {
        var told = examples.Followers;
        if (told.Tellers == 0)
        {
            evidence.Add(new BriefEvidence("size", 0, false, [], "No example tells its followers."));
            return null;
        }

        var (usualMean, usualVariance) = UsualSize();
        var mean = (told.Sum + (rule.SizeSmoothing * usualMean)) / (told.Tellers + rule.SizeSmoothing);
        var variance = (told.SquaresAround(mean) + (rule.SizeSpreadSmoothing * usualVariance)) / (told.Tellers + rule.SizeSpreadSmoothing);
        var spread = Math.Clamp(Math.Sqrt(variance), rule.MinLogSpread, BriefLimits.MaxLogSpread);
        var followers = Math.Clamp(PortableMath.Exp(mean), BriefLimits.MinPreferredFollowers, BriefLimits.MaxPreferredFollowers);
        evidence.Add(new BriefEvidence("size", told.Tellers, true, [], $"{told.Tellers} examples tell their followers."));
        return new SizePreferenceDraft { Followers = followers, LogSpread = spread };
    }

    // One creator alone has no spread.
    private (double Mean, double Variance) UsualSize()
    {
        var told = background.Followers;
        return told.Tellers >= 2
            ? (told.Mean, told.SquaresAround(told.Mean) / told.Tellers)
            : (rule.Background.LogFollowersMean, rule.Background.LogFollowersSpread * rule.Background.LogFollowersSpread);
    }

    private IEnumerable<Lift> LiftsOf(KeyCounts told, Func<string, double> usual) =>
        new Lifts(told, usual, BackgroundSize, rule.Smoothing).All();

    private static Lift[] Rank(IEnumerable<Lift> lifts, Func<Lift, double> strength) =>
        [.. lifts.OrderByDescending(strength).ThenBy(lift => lift.Key, StringComparer.Ordinal)];

    // How sure a topic makes that a creator is an example and no other, were there as many of both. A lift that few examples bear
    // out counts for little: without that, a hundred topics of one example each would outweigh what all have in common.
    private double WeightOfTopic(Lift lift)
    {
        double having = examples.Topics.CreatorsWith(lift.Key);
        return lift.Ratio / (1 + lift.Ratio) * having / (having + TopicDoubt);
    }

    private double WeightOfBrand(Lift lift) => Math.Min(FitModelLimits.MostBrandWeight, Math.Max(0, lift.LogLift) / rule.FullBrandLogLift);

    private static (TGroup Group, double Weight)[]? Named<TGroup>(KeyValuePair<string, double>[]? weights)
        where TGroup : struct, Enum =>
        weights is null ? null : Array.ConvertAll(weights, weight => (Enum.Parse<TGroup>(weight.Key), weight.Value));
}
