using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Core.Tiers.Relational;
using InfluenceGrpc.Server.Profiles;
using RpcStatus = Google.Rpc.Status;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads creators that were sent as ids: of each that is looked up it keeps the few numbers that tiers are told by, out of a profile
/// that may have 64 KiB.</summary>
/// <param name="count">How many ids.</param>
/// <param name="schemes">What they are to be classified under.</param>
/// <param name="wish">Which profiles the caller takes.</param>
internal sealed class TierIdsReader(int count, IReadOnlyList<TierScheme> schemes, ReadWish wish) : IProfileTaker
{
    // Decoding checks it, and nothing here tells of it.
    private const string AnyId = "creator";

    private readonly TierScheme[] relational = [.. schemes.Where(scheme => scheme.Relational is not null)];
    private readonly bool needsFollowers = schemes.Any(scheme => scheme.Bands is not null);
    private readonly LookupStatuses statuses = new(wish);
    private readonly ulong[] followers = new ulong[count];
    private readonly Platform[] platforms = new Platform[count];
    private readonly V1.DataStatus[] told = new V1.DataStatus[count];
    private RelationalEvidence?[][]? relations;
    private RpcStatus?[]? failures;
    private RpcStatus? missing;

    public bool TakesWhole => relational.Length > 0;

    public void Take(int item, in ProfileAnswer answer)
    {
        var outcome = answer.Outcome;
        if (answer.Profile is { } profile)
        {
            followers[item] = profile.Followers ?? 0;
            platforms[item] = profile.Platform;
            if (relational.Length > 0 && !TryTakeRelations(item, profile))
            {
                (outcome, followers[item], platforms[item]) = (LookupOutcome.NotFound, 0, Platform.Unspecified);
            }
        }

        told[item] = LookupStatuses.DataStatusOf(outcome);
        var failure = statuses.FailureOf(outcome)
            ?? (needsFollowers && answer.Profile?.Followers is null ? missing ??= Errors.FollowersMissing() : null);
        if (failure is not null)
        {
            (failures ??= new RpcStatus?[count])[item] = failure;
        }
    }

    public void Repeat(int item, int other)
    {
        followers[item] = followers[other];
        platforms[item] = platforms[other];
        told[item] = told[other];
        foreach (var column in relations ?? [])
        {
            column[item] = column[other];
        }

        if (failures is not null)
        {
            failures[item] = failures[other];
        }
    }

    /// <summary>The items, and which of them failed and why; once all are taken in.</summary>
    public TierItemsReading ToReading()
    {
        var evidence = new Dictionary<TierScheme, IReadOnlyList<RelationalEvidence?>>();
        for (var i = 0; i < relational.Length; i++)
        {
            evidence[relational[i]] = relations?[i] ?? new RelationalEvidence?[count];
        }

        var items = TierItems.OfEvidence(followers, platforms, evidence);
        var failed = new ItemFailures();
        for (var i = 0; failures is not null && i < count; i++)
        {
            if (failures[i] is { } failure)
            {
                items.Fail(i);
                failed.Add(i, failure);
            }
        }

        return new(items, failed, told);
    }

    /// <summary>The one creator of a single question; or why there is no answer.</summary>
    public static Reading<QuestionedCreator> ReadOne(ProfileAnswer answer, IReadOnlyList<TierScheme> schemes, ReadWish wish, DateTimeOffset now)
    {
        if (new LookupStatuses(wish).RefusalOf(answer, now) is { } refusal)
        {
            return refusal;
        }

        var reader = new TierIdsReader(1, schemes, wish);
        reader.Take(0, answer);
        var reading = reader.ToReading();
        return reading.Failures.Groups.FirstOrDefault() is { } failure
            ? failure.Status
            : new QuestionedCreator(reading.Items, reading.DataStatuses![0]);
    }

    // Followers and platform are read without a look at the rest of a profile; only relational schemes need that. Its id they do not.
    private bool TryTakeRelations(int item, StoredProfile stored)
    {
        if (stored.Decode(AnyId) is not { } profile)
        {
            return false;
        }

        relations ??= Array.ConvertAll(relational, _ => new RelationalEvidence?[count]);
        for (var i = 0; i < relational.Length; i++)
        {
            relations[i][item] = ProximityCalculation.Evaluate(relational[i].Relational!, profile);
        }

        return true;
    }
}
