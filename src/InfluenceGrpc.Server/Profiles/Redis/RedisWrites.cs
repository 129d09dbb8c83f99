using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Writes and deletes, many a command, each decided by <see cref="WriteScript"/>.</summary>
/// <param name="keys">Names creators.</param>
/// <param name="roster">Knows who holds what.</param>
/// <param name="watch">Told when that is no longer so.</param>
internal sealed class RedisWrites(ProfileKeys keys, RedisRoster roster, RedisWatch watch)
{
    private const double ShareOfTimeForWaiting = 0.8;

    /// <summary>Writes; see <see cref="IProfileStore.WriteAsync"/>.</summary>
    /// <param name="writes">What to write.</param>
    /// <param name="results">Takes what became of each; all unavailable at first.</param>
    /// <param name="minReplicas">Replicas that must have a write before it is answered as written.</param>
    /// <param name="lane">Which traffic it belongs to; what waits for replicas has a line of its own.</param>
    /// <param name="deadline">Until when, waiting included.</param>
    public async Task WriteAsync(
        ReadOnlyMemory<ProfileWrite> writes, Memory<WriteResult> results, int minReplicas, StoreLane lane, RedisDeadline deadline)
    {
        var map = roster.Map;
        var names = Names(writes.Span);
        var call = new WriteCall(writes, results, names, lane, map.IsCluster ? keys.ChangesOfNode : keys.Changes, deadline);
        var groups = KeyGroups.ForWrites(Slots(map, names), writes, WriteScript.MaxKeys);
        await (minReplicas == 0
            ? CommandWindow.RunAsync(groups, group => WriteGroupAsync(group, map.NodeOf(group.Slot), call, forReplicas: false))
            : Task.WhenAll(groups.GroupBy(group => map.NodeOf(group.Slot)).Where(share => share.Key is not null).Select(
                share => WriteAndWaitAsync(share.Key!, [.. share], call, minReplicas))));
    }

    private async Task WriteGroupAsync(KeyGroup group, RedisNode? node, WriteCall call, bool forReplicas)
    {
        foreach (var part in group.Split(WriteScript.MaxKeys))
        {
            await WritePartAsync(part, node, call, forReplicas);
        }
    }

    // WAIT waits for what its own connection wrote: the writes of one call and the wait follow each other on one
    // connection, and the connection's id before and after tells that it was one.
    private async Task WriteAndWaitAsync(RedisNode node, KeyGroup[] groups, WriteCall call, int minReplicas)
    {
        if (!IsAskable(node) || !await node.WaitingTurn.WaitAsync(call.Deadline.Left, call.Deadline.CancellationToken))
        {
            return;
        }

        try
        {
            // The turn may have come late, of a node that is gone by now or to a call whose time is over.
            if (!IsAskable(node) || call.Deadline.IsOver)
            {
                return;
            }

            var before = await ConnectionIdAsync(node.Waiting, call.Deadline);
            if (!before.IsAnswered)
            {
                return;
            }

            await CommandWindow.RunAsync(groups, group => WriteGroupAsync(group, node, call, forReplicas: true));
            var most = Math.Max(1, (long)(call.Deadline.Left.TotalMilliseconds * ShareOfTimeForWaiting));
            var reached = await node.Waiting.AskAsync(
                (minReplicas, most), (database, wait) => database.ExecuteAsync("WAIT", wait.minReplicas, wait.most), call.Deadline);
            var after = await ConnectionIdAsync(node.Waiting, call.Deadline);
            if (!reached.IsAnswered || (long)reached.Value! < minReplicas || !after.IsAnswered || (long)before.Value! != (long)after.Value!)
            {
                NoteNotReached(groups, call.Results.Span);
            }
        }
        finally
        {
            node.WaitingTurn.Release();
        }
    }

    private static bool IsAskable(RedisNode node) => node is { Answers: true, IsLeft: false };

    private static ValueTask<RedisReply<RedisResult>> ConnectionIdAsync(RedisConnection line, RedisDeadline deadline) =>
        line.AskAsync(0, (database, _) => database.ExecuteAsync("CLIENT", "ID"), deadline);

    private static void NoteNotReached(KeyGroup[] groups, Span<WriteResult> results)
    {
        foreach (var item in groups.SelectMany(group => group.Items.ToArray()))
        {
            results[item] = NotReached(results[item]);
        }
    }

    // What a higher version kept out was not written, and no wait concerns it.
    private static WriteResult NotReached(WriteResult result) =>
        result is WriteResult.Unavailable or WriteResult.Superseded ? result : WriteResult.ReplicasNotReached;

    private static int[]? Slots(RedisMap map, RedisKey[] names) =>
        map.IsCluster ? Array.ConvertAll(names, name => HashSlots.Of((byte[])name!)) : null;

    private RedisKey[] Names(ReadOnlySpan<ProfileWrite> writes)
    {
        var names = new RedisKey[writes.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = keys.Of(writes[i].CreatorId);
        }

        return names;
    }

    private async Task WritePartAsync(KeyGroup part, RedisNode? node, WriteCall call, bool forReplicas)
    {
        var line = forReplicas ? node?.Waiting : node?.Line(call.Lane);
        var named = Array.ConvertAll(part.Items.ToArray(), item => call.Names[item]);
        var arguments = WriteScript.Arguments(call.Writes.Span, part.Items.Span, keys, call.Channel, forReplicas);
        var reply = line is null ? default : await line.AskAsync((named, arguments), (database, it) => WriteScript.CallAsync(database, it.named, it.arguments), call.Deadline);
        if (reply.Kind == ReplyKind.ScriptMissing)
        {
            reply = await line!.AskAsync((named, arguments), (database, it) => WriteScript.CallInFullAsync(database, it.named, it.arguments), call.Deadline);
        }

        if (reply.Kind == ReplyKind.Elsewhere)
        {
            await WriteOneByOneAsync(part, call, forReplicas);
            return;
        }

        var outcomes = reply.IsAnswered ? (string)reply.Value! : "";
        if (reply.IsAnswered)
        {
            node!.Refusals.Note(outcomes.AsSpan(0, part.Items.Length), outcomes[part.Items.Length..]);
        }

        for (var i = 0; i < part.Items.Length; i++)
        {
            call.Results.Span[part.Items.Span[i]] = reply.IsAnswered ? WriteScript.Read(outcomes[i]) : WriteResult.Unavailable;
        }
    }

    // The slot moves, or has moved. What is written elsewhere, nobody waits for on this connection.
    private async Task WriteOneByOneAsync(KeyGroup part, WriteCall call, bool forReplicas)
    {
        foreach (var group in part.Split(1))
        {
            var item = group.Items.Span[0];
            var arguments = WriteScript.Arguments(call.Writes.Span, group.Items.Span, keys, call.Channel, forReplicas);
            var reply = await Redirections.FollowAsync(
                roster, watch, (Name: call.Names[item], arguments), (database, it) => WriteScript.CallInFullAsync(database, [it.Name], it.arguments), call.Deadline);
            var result = reply.IsAnswered ? WriteScript.Read(((string)reply.Value!)[0]) : WriteResult.Unavailable;
            call.Results.Span[item] = forReplicas ? NotReached(result) : result;
        }
    }
}
