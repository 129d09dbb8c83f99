using Google.Protobuf.WellKnownTypes;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Briefs;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Briefs;

/// <summary>Writes a brief of the domain back as the contract's message: sorted, without what the domain does not keep (the
/// preset, which its weights stand for).</summary>
internal static class BriefEcho
{
    public static V1.Brief Write(Brief brief)
    {
        var message = new V1.Brief
        {
            Title = brief.Title,
            Audience = brief.Audience is { } audience ? Write(audience) : null,
            Brand = brief.Brand ?? "",
            Competitors = { brief.Competitors },
            Size = brief.Size is { } size ? new() { Followers = size.Followers, LogSpread = size.LogSpread } : null,
            Constraints = Write(brief.Constraints),
            Weights = Write(brief.Weights),
            MissingPolicy = (V1.MissingPolicy)brief.MissingPolicy,
            CampaignStart = brief.CampaignStart?.ToTimestamp(),
        };
        message.Topics.Add(Table(brief.Topics));
        message.RelatedBrands.Add(Table(brief.RelatedBrands));
        if (brief.Cost is { } cost)
        {
            message.Cost = new()
            {
                Deliverable = (V1.Deliverable)cost.Deliverable,
                CurrencyCode = cost.CurrencyCode,
            };
            Set(cost.ReferencePerEngagement, reference => message.Cost.ReferenceCostPerEngagement = reference);
            Set(cost.MaximumPrice, price => message.Cost.MaximumPrice = price);
        }

        return message;
    }

    private static V1.TargetAudience Write(TargetAudience audience)
    {
        var message = new V1.TargetAudience
        {
            Ages = { Wanted(audience.Ages).Select(entry => new V1.AgeWeight { Band = (V1.AgeBand)entry.Number, Weight = entry.Weight }) },
            Genders = { Wanted(audience.Genders).Select(entry => new V1.GenderWeight { Gender = (V1.Gender)entry.Number, Weight = entry.Weight }) },
        };
        message.Countries.Add(Table(audience.Countries));
        message.Regions.Add(Table(audience.Regions));
        message.Languages.Add(Table(audience.Languages));
        message.Interests.Add(Table(audience.Interests));
        return message;
    }

    private static V1.FitConstraints Write(FitConstraints constraints)
    {
        var message = new V1.FitConstraints
        {
            Platforms = { constraints.Platforms.Select(platform => (V1.Platform)platform) },
            Languages = { Table(constraints.Languages).Keys },
            ExcludedCreatorIds = { constraints.ExcludedCreatorIds.Order(StringComparer.Ordinal) },
            PriceRequired = constraints.PriceRequired,
            ToleratedSafetyFlags = { constraints.ToleratedSafetyFlags.Order().Select(flag => (V1.SafetyFlag)flag) },
            AllowUnknown = constraints.AllowUnknown,
        };
        if (constraints.Tiers is { } tiers)
        {
            var ordinals = Enumerable.Range(0, tiers.Scheme.Tiers.Count + 1).Where(tiers.Accepts);
            message.Tiers = new() { SchemeId = tiers.Scheme.Id, Ordinals = { ordinals.Select(ordinal => (uint)ordinal) } };
        }

        Set(constraints.MinFollowers, count => message.MinFollowers = count);
        Set(constraints.MaxFollowers, count => message.MaxFollowers = count);
        Set(constraints.MinAuthenticShare, share => message.MinAuthenticShare = share);
        Set(constraints.MinLanguageShare, share => message.MinLanguageShare = share);
        return message;
    }

    private static V1.ComponentWeights Write(ComponentWeights weights) => new()
    {
        Niche = weights[FitComponent.Niche],
        Audience = weights[FitComponent.Audience],
        Engagement = weights[FitComponent.Engagement],
        Credibility = weights[FitComponent.Credibility],
        Affinity = weights[FitComponent.Affinity],
        Proximity = weights[FitComponent.Proximity],
        Responsiveness = weights[FitComponent.Responsiveness],
        Cost = weights[FitComponent.Cost],
        Concentration = weights[FitComponent.Concentration],
        Size = weights[FitComponent.Size],
    };

    private static Dictionary<string, double> Table(WeightTable? table)
    {
        var entries = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < table?.Count; i++)
        {
            entries.Add(table.Keys[i], table.Weights[i]);
        }

        return entries;
    }

    private static IEnumerable<(int Number, double Weight)> Wanted(IReadOnlyList<double>? weights) =>
        (weights ?? []).Index().Where(entry => entry.Item > 0).Select(entry => (entry.Index, entry.Item));

    private static void Set<T>(T? value, Action<T> set)
        where T : struct
    {
        if (value is { } given)
        {
            set(given);
        }
    }
}
