using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Core.Tiers.Relational;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads creators that were sent as ids, out of what looking them up came to.</summary>
internal static class TierIdsReader
{
    /// <summary>The items, and which of them failed and why.</summary>
    /// <param name="found">What looking them up came to, in the order sent.</param>
    /// <param name="schemes">What they are to be classified under, and the evidence was taken for.</param>
    /// <param name="wish">Which profiles the caller takes.</param>
    public static TierItemsReading Read(TierEvidence[] found, IReadOnlyList<TierScheme> schemes, ReadWish wish)
    {
        var items = TierItems.OfEvidence(
            [.. found.Select(creator => creator.Followers ?? 0)], [.. found.Select(creator => creator.Platform)], RelationsOf(found, schemes));
        var failures = new ItemFailures();
        var statuses = new LookupStatuses(wish);
        var needsFollowers = schemes.Any(scheme => scheme.Bands is not null);
        var missing = Errors.FollowersMissing();
        var told = new V1.DataStatus[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            told[i] = LookupStatuses.DataStatusOf(found[i].Outcome);
            var failure = statuses.FailureOf(found[i].Outcome) ?? (needsFollowers && found[i].Followers is null ? missing : null);
            if (failure is not null)
            {
                items.Fail(i);
                failures.Add(i, failure);
            }
        }

        return new(items, failures, told);
    }

    /// <summary>The one creator of a single question; or why there is no answer.</summary>
    public static Reading<QuestionedCreator> ReadOne(
        string creatorId, ProfileAnswer answer, IReadOnlyList<TierScheme> schemes, ReadWish wish, DateTimeOffset now)
    {
        if (new LookupStatuses(wish).RefusalOf(answer, now) is { } refusal)
        {
            return refusal;
        }

        var reading = Read([TierEvidence.Under(schemes)(creatorId, answer)], schemes, wish);
        return reading.Failures.Groups.FirstOrDefault() is { } failure
            ? failure.Status
            : new QuestionedCreator(reading.Items, reading.DataStatuses![0]);
    }

    private static Dictionary<TierScheme, IReadOnlyList<RelationalEvidence?>> RelationsOf(TierEvidence[] found, IReadOnlyList<TierScheme> schemes)
    {
        var relations = new Dictionary<TierScheme, IReadOnlyList<RelationalEvidence?>>();
        foreach (var scheme in schemes.Where(scheme => scheme.Relational is not null))
        {
            var place = relations.Count;
            relations[scheme] = Array.ConvertAll(found, creator => place < creator.Relations.Count ? creator.Relations[place] : null);
        }

        return relations;
    }
}
