using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads creators that were sent as ids, out of what looking them up came to.</summary>
internal static class TierIdsReader
{
    /// <summary>
    /// Whether followers and platform will do, which are read without a look at the rest of a profile: only relational
    /// schemes need that.
    /// </summary>
    public static bool NeedHeadersOnly(IReadOnlyList<TierScheme> schemes) => !schemes.Any(scheme => scheme.Relational is not null);

    /// <summary>The items, and which of them failed and why.</summary>
    /// <param name="creatorIds">What was sent.</param>
    /// <param name="answers">What looking them up came to, in the same order.</param>
    /// <param name="schemes">What they are to be classified under.</param>
    /// <param name="wish">Which profiles the caller takes.</param>
    public static TierItemsReading Read(
        IReadOnlyList<string> creatorIds, ProfileAnswer[] answers, IReadOnlyList<TierScheme> schemes, ReadWish wish)
    {
        var items = NeedHeadersOnly(schemes)
            ? TierItems.OfSizes([.. answers.Select(answer => answer.Profile?.Followers ?? 0)], [.. answers.Select(PlatformOf)])
            : TierItems.OfProfiles([.. answers.Select((answer, i) => Decode(creatorIds[i], answer))]);
        var failures = new ItemFailures();
        var statuses = new LookupStatuses(wish);
        var needsFollowers = schemes.Any(scheme => scheme.Bands is not null);
        var missing = Errors.FollowersMissing();
        var told = new V1.DataStatus[answers.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            var isLost = answers[i].Profile is not null && items.IsUnread(i);
            told[i] = isLost ? V1.DataStatus.NotFound : LookupStatuses.DataStatusOf(answers[i]);
            var failure = statuses.FailureOf(answers[i])
                ?? (isLost ? statuses.NotFound : null)
                ?? (needsFollowers && answers[i].Profile!.Followers is null ? missing : null);
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

        var reading = Read([creatorId], [answer], schemes, wish);
        return reading.Failures.Groups.FirstOrDefault() is { } failure
            ? failure.Status
            : new QuestionedCreator(reading.Items, reading.DataStatuses![0]);
    }

    private static CreatorProfile? Decode(string creatorId, ProfileAnswer answer) =>
        answer.Profile is { } stored ? ProfileCodec.Decode(creatorId, stored) : null;

    private static Platform PlatformOf(ProfileAnswer answer) => answer.Profile?.Platform ?? Platform.Unspecified;
}
