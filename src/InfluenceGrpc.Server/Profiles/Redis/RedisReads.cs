using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Reads profiles, many a command.</summary>
/// <param name="keys">Names creators.</param>
/// <param name="roster">Knows who holds what.</param>
/// <param name="watch">Told when that is no longer so.</param>
/// <param name="keysPerCommand">Most keys that one command reads.</param>
internal sealed class RedisReads(ProfileKeys keys, RedisRoster roster, RedisWatch watch, int keysPerCommand)
{
    /// <summary>Reads; see <see cref="IProfileStore.ReadAsync"/>.</summary>
    public async Task ReadAsync(ReadOnlyMemory<string> creatorIds, Memory<ProfileRead> reads, StoreLane lane, RedisDeadline deadline)
    {
        var names = new RedisKey[creatorIds.Length];
        var map = roster.Map;
        var slots = map.IsCluster ? new int[names.Length] : null;
        for (var i = 0; i < names.Length; i++)
        {
            var key = keys.Of(creatorIds.Span[i]);
            names[i] = key;
            if (slots is not null)
            {
                slots[i] = HashSlots.Of(key);
            }
        }

        await CommandWindow.RunAsync(
            KeyGroups.ForReads(slots, names.Length, keysPerCommand), group => ReadGroupAsync(map, group, names, reads, lane, deadline));
    }

    private async Task ReadGroupAsync(RedisMap map, KeyGroup group, RedisKey[] names, Memory<ProfileRead> reads, StoreLane lane, RedisDeadline deadline)
    {
        var asked = new RedisKey[group.Items.Length];
        for (var i = 0; i < asked.Length; i++)
        {
            asked[i] = names[group.Items.Span[i]];
        }

        var reply = map.NodeOf(group.Slot) is { } node
            ? await node.Line(lane).AskAsync(asked, (database, some) => database.StringGetAsync(some), deadline)
            : default;
        if (reply.Kind == ReplyKind.Elsewhere)
        {
            await ReadOneByOneAsync(group, names, reads, deadline);
            return;
        }

        for (var i = 0; i < asked.Length; i++)
        {
            reads.Span[group.Items.Span[i]] = reply.IsAnswered ? Read(reply.Value![i]) : ProfileRead.Unavailable;
        }
    }

    // The slot moves, or has moved: some keys may be here and some there, which a command for many does not tell apart.
    private async Task ReadOneByOneAsync(KeyGroup group, RedisKey[] names, Memory<ProfileRead> reads, RedisDeadline deadline)
    {
        for (var i = 0; i < group.Items.Length; i++)
        {
            var item = group.Items.Span[i];
            var reply = await Redirections.FollowAsync(
                roster, watch, names[item], (database, key) => database.StringGetAsync(key), deadline);
            reads.Span[item] = reply.IsAnswered ? Read(reply.Value) : ProfileRead.Unavailable;
        }
    }

    private static ProfileRead Read(RedisValue value) =>
        (byte[]?)value is { } bytes && StoredProfile.Read(bytes) is { } profile ? ProfileRead.Found(profile) : ProfileRead.NotFound;
}
