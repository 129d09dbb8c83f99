using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Follows a key whose slot is on the move.</summary>
internal static class Redirections
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    /// <summary>Sends a command for one key to wherever the key is, until it is answered, refused or out of time.</summary>
    /// <param name="roster">Has the line that follows redirections.</param>
    /// <param name="watch">Asked to learn where slots are.</param>
    /// <param name="state">What the command needs.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="deadline">Until when.</param>
    public static async Task<RedisReply<T>> FollowAsync<TState, T>(
        RedisRoster roster, RedisWatch watch, TState state, Func<IDatabase, TState, Task<T>> send, RedisDeadline deadline)
    {
        while (true)
        {
            watch.LookSoon();
            if (roster.Map.Redirected is not { } line)
            {
                return default;
            }

            // The library follows one redirection; where a slot has just arrived there may be two, and a key may be in
            // neither place for the moment of its journey.
            var reply = await line.AskAsync(state, send, deadline);
            if (reply.Kind != ReplyKind.Elsewhere || deadline.IsOver)
            {
                return reply;
            }

            await deadline.PauseAsync(Moment);
        }
    }
}
