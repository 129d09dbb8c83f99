using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Profiles.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>
/// What the tests' own assembly does as a process of its own: it writes to an embedded store, one by one and in chunks,
/// and prints every write that was answered as written, until it is killed.
/// </summary>
internal static class WritesUntilKilled
{
    private const int Writers = 8;

    /// <summary>Writes for ever.</summary>
    /// <param name="args">The path of the database file.</param>
    public static async Task Main(string[] args)
    {
        await using var store = new EmbeddedProfileStore(
            args[0], new(), new(TimeProvider.System), TimeProvider.System, NullLogger<EmbeddedProfileStore>.Instance);
        await store.StartAsync(CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(store, writer)));
    }

    private static async Task WriteAsync(EmbeddedProfileStore store, int writer)
    {
        var count = writer == 0 ? 100 : 1;
        for (var version = 1UL; ; version++)
        {
            var writes = Enumerable.Range(0, count).Select(i => Blob.Put($"{writer}-{version}-{i}", version, new string('x', 500))).ToArray();
            var results = await store.WriteManyAsync(writes, count == 1 ? StoreLane.Unary : StoreLane.Bulk);
            if (results.Any(result => result != WriteResult.Applied))
            {
                throw new InvalidOperationException("A write was not applied.");
            }

            // The dot tells a whole line from one that the end cut short.
            Console.Out.Write($"{string.Join(' ', writes.Select(write => write.CreatorId))}.\n");
        }
    }
}
