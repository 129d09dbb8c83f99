using Google.Protobuf.Collections;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads creators that a brief is derived of: each must be usable, and is counted in as soon as it is read, so that
/// nothing of it is kept.</summary>
/// <param name="wish">Which profiles are taken, where items are ids.</param>
/// <param name="faults">Takes a fault an item that cannot be used.</param>
internal sealed class DerivationItems(ReadWish wish, FaultList faults)
{
    private readonly LookupStatuses statuses = new(wish);
    private readonly SortedDictionary<int, string> failures = [];

    /// <summary>Counts profiles in.</summary>
    /// <param name="sent">The profiles as given.</param>
    /// <param name="path">Path of the items, for faults.</param>
    /// <param name="add">Takes a creator, and how often it counts.</param>
    public void Read(RepeatedField<V1.CreatorProfile> sent, string path, Action<CreatorProfile, int> add)
    {
        for (var i = 0; i < sent.Count; i++)
        {
            var read = ProfileReader.Read(sent[i]);
            if (read.Value is { } profile)
            {
                add(profile, 1);
                continue;
            }

            var item = FaultPath.Item(FaultPath.Join(path, "profiles.profiles"), i);
            foreach (var fault in read.Faults)
            {
                faults.Add(fault.Under(item));
            }
        }
    }

    /// <summary>Counts a creator in that was looked up.</summary>
    /// <param name="creatorId">Its id.</param>
    /// <param name="answer">What looking it up came to.</param>
    /// <param name="items">Numbers of the items that name it, at least one.</param>
    /// <param name="add">Takes the creator, and how often it counts.</param>
    public void Read(string creatorId, ProfileAnswer answer, IReadOnlyList<int> items, Action<CreatorProfile, int> add)
    {
        var failure = statuses.FailureOf(answer.Outcome);
        var profile = failure is null ? ProfileCodec.Decode(creatorId, answer.Profile!) : null;
        if (profile is not null)
        {
            add(profile, items.Count);
            return;
        }

        // A profile whose bytes cannot be read was not found.
        var message = (failure ?? statuses.NotFound).Message;
        foreach (var item in items)
        {
            failures.Add(item, message);
        }
    }

    /// <summary>Tells of the items that could not be used once all were looked up: in their order, which is not that of
    /// answers.</summary>
    /// <param name="path">Path of the items.</param>
    public void TellFailures(string path)
    {
        foreach (var (item, message) in failures)
        {
            faults.Add(FaultPath.Item(FaultPath.Join(path, "ids.creatorIds"), item), FaultCode.NotAllowed, $"cannot be used. {message}");
        }
    }
}
