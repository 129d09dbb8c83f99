using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Tells when a node that answers begins to refuse writes, for want of memory say, and when it takes them again.</summary>
/// <param name="node">The node as people read it.</param>
/// <param name="logger">Told once each time.</param>
internal sealed class WriteRefusals(string node, ILogger logger)
{
    private bool isRefusing;

    /// <summary>Notes what became of some writes.</summary>
    /// <param name="outcomes">One letter a write; see <see cref="WriteScript"/>.</param>
    /// <param name="refusal">The first word of the error that one of them met; empty where none met any.</param>
    public void Note(ReadOnlySpan<char> outcomes, string refusal)
    {
        // What was left as it is shows nothing: a node without memory does that as well.
        var isRefused = refusal.Length > 0;
        if ((isRefused || outcomes.ContainsAny('P', 'D', 'N')) && Interlocked.Exchange(ref isRefusing, isRefused) != isRefused)
        {
            if (isRefused)
            {
                Log.RedisRefusesWrites(logger, node, refusal);
            }
            else
            {
                Log.RedisTakesWrites(logger, node);
            }
        }
    }
}
