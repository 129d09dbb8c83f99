using Google.Protobuf.Collections;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Bulk;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads the items of a batch or chunk. A bad item fails alone; only a bad whole is refused.</summary>
internal sealed class TierItemsReader(ItemsLimit limit)
{
    /// <summary>The items given in a request, and which of them failed and why; or why the whole is refused.</summary>
    /// <param name="items">What was sent; not ids, which <see cref="TierIdsReader"/> reads once they are looked up.</param>
    /// <param name="schemes">What they are to be classified under.</param>
    /// <param name="path">Path of the items in their message, for faults.</param>
    public Reading<TierItemsReading> Read(BulkItems items, IReadOnlyList<TierScheme> schemes, string path) =>
        limit.TooLarge(items) is { } refusal
            ? refusal
            : items.Source switch
            {
                V1.Items.SourceOneofCase.Followers => ReadFollowers(items.Followers, path),
                V1.Items.SourceOneofCase.Profiles => ReadProfiles(items.Message!.Profiles.Profiles, schemes),
                _ => Errors.InvalidRequest([new Fault(path, FaultCode.Required, "must hold ids, profiles or followers.")]),
            };

    private static Reading<TierItemsReading> ReadFollowers(FollowerCounts columns, string path)
    {
        if (ColumnFault(columns, FaultPath.Join(path, "followers")) is { } fault)
        {
            return Errors.InvalidRequest([fault]);
        }

        var followers = columns.Followers.Span;
        var items = TierItems.OfFollowers(columns.Followers, columns.Platform);
        var failures = new ItemFailures();
        var missing = Errors.FollowersMissing();
        foreach (var index in columns.Missing)
        {
            followers[(int)index] = 0;
            items.Fail((int)index);
            failures.Add((int)index, missing);
        }

        var outOfRange = Errors.FollowersOutOfRange(FollowerCount.Max);
        for (var i = 0; i < followers.Length; i++)
        {
            if (followers[i] > FollowerCount.Max)
            {
                followers[i] = 0;
                items.Fail(i);
                failures.Add(i, outOfRange);
            }
        }

        return new TierItemsReading(items, failures, DataStatuses: null);
    }

    private static Fault? ColumnFault(FollowerCounts columns, string path)
    {
        if (!Enum.IsDefined(columns.Platform))
        {
            return new(FaultPath.Join(path, "platform"), FaultCode.UnknownValue, $"is not a platform; got {(int)columns.Platform}.");
        }

        for (var i = 0; i < columns.Missing.Length; i++)
        {
            var index = columns.Missing[i];
            var missing = FaultPath.Item(FaultPath.Join(path, "missing"), i);
            if (index >= columns.Count)
            {
                return new(missing, FaultCode.OutOfRange, $"must be the number of an item below {columns.Count}; got {index}.");
            }

            if (i > 0 && index <= columns.Missing[i - 1])
            {
                return new(missing, FaultCode.NotIncreasing, $"must be greater than the one before; got {index} after {columns.Missing[i - 1]}.");
            }
        }

        return null;
    }

    private static TierItemsReading ReadProfiles(RepeatedField<V1.CreatorProfile> sent, IReadOnlyList<TierScheme> schemes)
    {
        var needsFollowers = schemes.Any(scheme => scheme.Bands is not null);
        var missing = Errors.FollowersMissing();
        var profiles = new CreatorProfile?[sent.Count];
        var failed = new List<(int Item, Google.Rpc.Status Status)>();
        for (var i = 0; i < profiles.Length; i++)
        {
            var read = ProfileReader.Read(sent[i]);
            if (read.Value is not { } profile)
            {
                failed.Add((i, Errors.InvalidProfile(read.Faults)));
            }
            else if (needsFollowers && profile.Followers is null)
            {
                failed.Add((i, missing));
            }
            else
            {
                profiles[i] = profile;
            }
        }

        var items = TierItems.OfProfiles(profiles);
        var failures = new ItemFailures();
        foreach (var (item, status) in failed)
        {
            items.Fail(item);
            failures.Add(item, status);
        }

        return new(items, failures, DataStatuses: null);
    }
}
