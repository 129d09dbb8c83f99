using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>The script that asks a node how it sees the cluster and, in the same moment, has it publish a beat.</summary>
/// <remarks>
/// Together, because a beat is worth something only from a node that would take writes: one cut off from the majority
/// still publishes, while another takes its place; and so does a replica, to itself. A script may not ask ROLE, so INFO
/// says whether a server in no cluster is a master. By script, because the library, were it free to ask CLUSTER, would take
/// over; see <see cref="RedisSetup"/>.
/// </remarks>
internal static class LookScript
{
    // Nothing of it depends on keys, so every node runs it, whatever its slots.
    private const string Text = """
        local nodes = redis.pcall('CLUSTER', 'NODES')
        local fit, channel = true, ARGV[1]
        if type(nodes) == 'table' then
          if not string.find(nodes.err, 'cluster support disabled', 1, true) then return nodes end
          nodes = ''
          fit = string.find(redis.call('INFO', 'replication'), 'role:master', 1, true) ~= nil
        else
          fit = string.find(redis.call('CLUSTER', 'INFO'), 'cluster_state:ok', 1, true) ~= nil
            and string.find(nodes, 'myself,master', 1, true) ~= nil
          channel = channel .. redis.call('CLUSTER', 'MYID')
        end
        if fit and ARGV[2] ~= '' then redis.call('PUBLISH', channel, ARGV[2]) end
        return {fit and 1 or 0, nodes}
        """;

    /// <summary>Calls it.</summary>
    /// <param name="database">The node.</param>
    /// <param name="beat">The channel, to which a node of a cluster adds its id, and the beat; an empty one is not published.</param>
    public static Task<RedisResult> CallAsync(IDatabase database, (string Channel, string Message) beat) =>
        database.ScriptEvaluateAsync(Text, null, [beat.Channel, beat.Message], CommandFlags.NoScriptCache);

    /// <summary>Reads the answer: whether the node takes writes, and its view of the cluster; null where it is in none.</summary>
    public static (bool IsFit, ClusterView? View) Read(RedisResult result, NodeAddress askedAt)
    {
        var parts = (RedisResult[])result!;
        var nodes = (string)parts[1]!;
        return ((long)parts[0] == 1, nodes.Length == 0 ? null : ClusterView.Read(nodes, askedAt));
    }
}
