using System.Collections.Concurrent;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>
/// Keys of shares (countries, languages, topics), each once for all decoded profiles that have it. Millions of profiles share some
/// thousands: kept by each, they would take memory, and scoring would wait for every one of them to come from there.
/// </summary>
internal static class SharedKeys
{
    // Some megabytes at most. Countries, languages and the topics that people use are far fewer; what comes beyond is each profile's own.
    private const int Most = 32_768;
    private const int MostCharacters = 64;

    private static readonly ConcurrentDictionary<string, string> Keys = new(StringComparer.Ordinal);
    private static int count;

    /// <summary>The key that all share; the given one where there is none, and it is not to be shared either.</summary>
    public static string Share(string key)
    {
        if (Keys.TryGetValue(key, out var shared))
        {
            return shared;
        }

        return key.Length <= MostCharacters && Volatile.Read(ref count) < Most && Interlocked.Increment(ref count) <= Most ? Keys.GetOrAdd(key, key) : key;
    }

    /// <summary>Whether a key is not a profile's own.</summary>
    public static bool IsShared(string key) => Keys.TryGetValue(key, out var shared) && ReferenceEquals(shared, key);
}
