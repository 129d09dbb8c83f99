using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Operations;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads the items of a batch or chunk. A bad item fails alone; only a bad whole is refused.</summary>
internal sealed class TierItemsReader(LimitOptions limits)
{
    /// <summary>The items, and which of them failed and why; or why the whole is refused.</summary>
    /// <param name="items">What was sent.</param>
    /// <param name="schemes">What they are to be classified under.</param>
    /// <param name="path">Path of the items in their message, for faults.</param>
    public Reading<TierItemsReading> Read(V1.Items? items, IReadOnlyList<TierScheme> schemes, string path) =>
        items?.SourceCase switch
        {
            V1.Items.SourceOneofCase.Followers => ReadFollowers(items.Followers, path),
            V1.Items.SourceOneofCase.Profiles => ReadProfiles(items, schemes),
            V1.Items.SourceOneofCase.Ids => ReadIds(items.Ids),
            _ => Errors.InvalidRequest([new Fault(path, FaultCode.Required, "must hold ids, profiles or followers.")]),
        };

    private static bool NeedsFollowers(IReadOnlyList<TierScheme> schemes) => schemes.Any(scheme => scheme.Bands is not null);

    private Reading<TierItemsReading> ReadFollowers(V1.FollowerColumns columns, string path)
    {
        var count = columns.Followers.Count;
        if (count > limits.MaxItems)
        {
            return Errors.TooManyItems(limits.MaxItems, count);
        }

        if (ColumnFault(columns, FaultPath.Join(path, "followers")) is { } fault)
        {
            return Errors.InvalidRequest([fault]);
        }

        var followers = new ulong[count];
        columns.Followers.CopyTo(followers, 0);
        var items = TierItems.OfFollowers(followers, (Platform)columns.Platform);
        var failures = new ItemFailures();
        foreach (var index in columns.Missing)
        {
            followers[index] = 0;
            items.Fail((int)index);
            failures.Add((int)index, Errors.FollowersMissing());
        }

        for (var i = 0; i < count; i++)
        {
            if (followers[i] > FollowerCount.Max)
            {
                followers[i] = 0;
                items.Fail(i);
                failures.Add(i, Errors.FollowersOutOfRange(FollowerCount.Max));
            }
        }

        return new TierItemsReading(items, failures, AreIds: false);
    }

    private static Fault? ColumnFault(V1.FollowerColumns columns, string path)
    {
        if (!Enum.IsDefined((Platform)columns.Platform))
        {
            return new(FaultPath.Join(path, "platform"), FaultCode.UnknownValue, $"is not a platform; got {(int)columns.Platform}.");
        }

        for (var i = 0; i < columns.Missing.Count; i++)
        {
            var index = columns.Missing[i];
            var missing = FaultPath.Item(FaultPath.Join(path, "missing"), i);
            if (index >= columns.Followers.Count)
            {
                return new(missing, FaultCode.OutOfRange, $"must be the number of an item below {columns.Followers.Count}; got {index}.");
            }

            if (i > 0 && index <= columns.Missing[i - 1])
            {
                return new(missing, FaultCode.NotIncreasing, $"must be greater than the one before; got {index} after {columns.Missing[i - 1]}.");
            }
        }

        return null;
    }

    private Reading<TierItemsReading> ReadProfiles(V1.Items items, IReadOnlyList<TierScheme> schemes)
    {
        var count = items.Profiles.Profiles.Count;
        if (count > limits.MaxItems)
        {
            return Errors.TooManyItems(limits.MaxItems, count);
        }

        var bytes = items.CalculateSize();
        if (bytes > limits.MaxChunkBytes)
        {
            return Errors.TooManyBytes(limits.MaxChunkBytes, bytes);
        }

        var needsFollowers = NeedsFollowers(schemes);
        var profiles = new CreatorProfile?[count];
        var statuses = new (int Item, Google.Rpc.Status Status)[count];
        var failed = 0;
        for (var i = 0; i < count; i++)
        {
            var read = ProfileReader.Read(items.Profiles.Profiles[i]);
            if (read.Value is not { } profile)
            {
                statuses[failed++] = (i, Errors.InvalidProfile(read.Faults));
            }
            else if (needsFollowers && profile.Followers is null)
            {
                statuses[failed++] = (i, Errors.FollowersMissing());
            }
            else
            {
                profiles[i] = profile;
            }
        }

        return WithFailures(TierItems.OfProfiles(profiles), statuses.AsSpan(0, failed), areIds: false);
    }

    private Reading<TierItemsReading> ReadIds(V1.CreatorIds ids)
    {
        var count = ids.CreatorIds_.Count;
        if (count > limits.MaxItems)
        {
            return Errors.TooManyItems(limits.MaxItems, count);
        }

        var statuses = new (int Item, Google.Rpc.Status Status)[count];
        for (var i = 0; i < count; i++)
        {
            statuses[i] = (i, CreatorId.IsValid(ids.CreatorIds_[i]) ? Errors.ProfileStoreAbsent() : Errors.InvalidCreatorId());
        }

        return WithFailures(TierItems.OfProfiles(new CreatorProfile?[count]), statuses, areIds: true);
    }

    private static TierItemsReading WithFailures(TierItems items, ReadOnlySpan<(int Item, Google.Rpc.Status Status)> statuses, bool areIds)
    {
        var failures = new ItemFailures();
        foreach (var (item, status) in statuses)
        {
            items.Fail(item);
            failures.Add(item, status);
        }

        return new(items, failures, areIds);
    }
}
