using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>The script that decides writes where the data is: the rule of <see cref="WriteRule"/>, in Lua.</summary>
/// <remarks>
/// Versions are compared as two halves of 32 bits each, which Lua's numbers hold exactly; 64 bits they do not, and strings
/// it compares as the locale says. What goes wrong with one key (no memory left, say) is that key's outcome alone: a
/// script that ended there would leave what it wrote before untold. A call of 100 keys of 1 KB each took Redis 7.0 about
/// 1.5 ms on one of two busy shared cores; a test prints it.
/// </remarks>
internal static class WriteScript
{
    /// <summary>Most keys of one call: Redis does nothing else meanwhile.</summary>
    public const int MaxKeys = 100;

    /// <summary>The script.</summary>
    /// <remarks>
    /// KEYS: the creators' keys, of one slot. ARGV: the channel for changes, to which a node of a cluster adds its id where
    /// it ends in a colon, because only the node knows for certain who it is; 1 if what stays is to be written again, so that
    /// waiting for replicas covers it; then for each key how many of its bytes stand before the id, P to put, D to delete
    /// or A to delete any version, the lifetime in milliseconds or 0, and the bytes. Returns one letter a key, and behind them the first word of the first
    /// error, where there was one. What is unchanged lives on for as long as if it had been written now, never shorter. A
    /// deletion that finds no room for its tombstone takes the profile away all the same, and is to be sent again.
    /// </remarks>
    public const string Text = """
        local function version(bytes)
          return struct.unpack('>I4I4', bytes, 3)
        end
        local outcomes, changed, refusal = {}, {}, nil
        local function try(...)
          local reply = redis.pcall(...)
          local failed = type(reply) == 'table' and reply.err
          if failed then refusal = refusal or string.match(failed, '%u+') or 'ERR' end
          return not failed
        end
        local again = ARGV[2] == '1'
        for i = 1, #KEYS do
          local key, a = KEYS[i], 4 * i - 1
          local kind, life, bytes = ARGV[a + 1], tonumber(ARGV[a + 2]), ARGV[a + 3]
          local old = redis.pcall('GET', key)
          if type(old) ~= 'string' or #old < 10 then old = nil end
          local live, higher, same = false, true, false
          local high, low = version(bytes)
          if old then
            local oldHigh, oldLow = version(old)
            live = string.byte(old, 2) % 2 == 0
            same = high == oldHigh and low == oldLow
            higher = high > oldHigh or (high == oldHigh and low > oldLow)
          end
          local outcome, write
          if kind == 'P' then
            if not old or higher or (same and live and high == 0 and low == 0) then
              outcome, write = 'P', bytes
            elseif same and live then
              outcome = 'U'
              local left, kept = redis.call('PTTL', key), true
              if life == 0 and left >= 0 then
                kept = try('PERSIST', key)
              elseif left >= 0 and left < life then
                kept = try('PEXPIRE', key, life)
              end
              if again and kept then kept = try('SET', key, old, 'KEEPTTL') end
              if not kept then outcome = '!' end
            else
              outcome = 'S'
            end
          elseif live and kind == 'D' and not higher and not same then
            outcome = 'S'
          else
            outcome = live and 'D' or 'N'
            write = bytes
            if old and (kind == 'A' or not higher) then
              write = string.sub(bytes, 1, 2) .. string.sub(old, 3, 10) .. string.sub(bytes, 11)
            end
          end
          if write then
            local done
            if life > 0 then done = try('SET', key, write, 'PX', life) else done = try('SET', key, write) end
            if not done then
              outcome = '!'
              done = kind ~= 'P' and live and try('DEL', key)
            end
            if done then changed[#changed + 1] = string.sub(key, ARGV[a] + 1) end
          end
          outcomes[i] = outcome
        end
        if #changed > 0 then
          local channel = ARGV[1]
          if string.sub(channel, -1) == ':' then channel = channel .. redis.call('CLUSTER', 'MYID') end
          redis.call('PUBLISH', channel, table.concat(changed, '\n'))
        end
        return table.concat(outcomes) .. (refusal or '')
        """;

    private const int FixedArguments = 2;
    private const int ArgumentsPerKey = 4;

    private static readonly RedisValue Put = "P";
    private static readonly RedisValue Delete = "D";
    private static readonly RedisValue DeleteAny = "A";

    // Redis takes the name of a script from its text, and nothing is kept safe by it.
#pragma warning disable CA5350
    private static readonly byte[] Hash = SHA1.HashData(Encoding.UTF8.GetBytes(Text));
#pragma warning restore CA5350

    /// <summary>Loads the script into a node.</summary>
    public static Task<RedisResult> LoadAsync(IDatabase database) => database.ExecuteAsync("SCRIPT", "LOAD", Text);

    /// <summary>Calls the script by its hash, which the node may not know.</summary>
    public static Task<RedisResult> CallAsync(IDatabase database, RedisKey[] keys, RedisValue[] arguments) =>
        database.ScriptEvaluateAsync(Hash, keys, arguments);

    /// <summary>Calls the script with its text, on a node that does not know it; from then on it does.</summary>
    public static Task<RedisResult> CallInFullAsync(IDatabase database, RedisKey[] keys, RedisValue[] arguments) =>
        database.ScriptEvaluateAsync(Text, keys, arguments, CommandFlags.NoScriptCache);

    /// <summary>The arguments of some writes.</summary>
    /// <param name="writes">All writes of a call.</param>
    /// <param name="items">Which of them.</param>
    /// <param name="keys">Names creators.</param>
    /// <param name="channel">Where changes are published; ends in a colon in a cluster.</param>
    /// <param name="writeAgain">Whether what stays is written again.</param>
    public static RedisValue[] Arguments(ReadOnlySpan<ProfileWrite> writes, ReadOnlySpan<int> items, ProfileKeys keys, string channel, bool writeAgain)
    {
        var arguments = new RedisValue[FixedArguments + (ArgumentsPerKey * items.Length)];
        arguments[0] = channel;
        arguments[1] = writeAgain ? 1 : 0;
        var next = FixedArguments;
        foreach (var item in items)
        {
            var write = writes[item];
            arguments[next++] = keys.StartLength(write.CreatorId);
            arguments[next++] = write.DeletesAnyVersion ? DeleteAny : ProfileHeader.ReadDeciding(write.Bytes.Span) is { IsTombstone: true } ? Delete : Put;
            arguments[next++] = Milliseconds(write.Lifetime);
            arguments[next++] = Whole(write.Bytes);
        }

        return arguments;
    }

    /// <summary>Reads the outcome of one key.</summary>
    public static WriteResult Read(char outcome) => outcome switch
    {
        'P' => WriteResult.Applied,
        'U' => WriteResult.Unchanged,
        'S' => WriteResult.Superseded,
        'D' => WriteResult.Deleted,
        'N' => WriteResult.NotFound,
        _ => WriteResult.Unavailable,
    };

    // Rounded up: a lifetime below a millisecond is not none.
    private static long Milliseconds(TimeSpan? lifetime) =>
        lifetime is { } time ? (time.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond : 0;

    private static byte[] Whole(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}
