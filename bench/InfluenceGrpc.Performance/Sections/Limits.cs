using System.Diagnostics;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>What the work itself costs without a network: in memory, on one thread.</summary>
internal sealed class Limits(PerformanceOptions options, Results results)
{
    /// <summary>Parse, classify and write, rows, the official library.</summary>
    public const string Rows = "in memory: parse, classify and write, rows, Google.Protobuf";

    /// <summary>Parse, classify and write, columns, the official library.</summary>
    public const string Columns = "in memory: parse, classify and write, columns, Google.Protobuf";

    /// <summary>Classification alone.</summary>
    public const string Classify = "in memory: classify alone";

    private static readonly FollowerBands Bands = BuiltInTierSchemes.Default.Bands!;

    private readonly ulong[] followers = [.. Questions.Followers(TierStreams.Columns).Followers];
    private readonly byte[] ordinals = new byte[TierStreams.Columns];

    /// <summary>Measures it.</summary>
    public async Task RunAsync()
    {
        var columns = Chunk(new Items { Followers = Questions.Followers(TierStreams.Columns) });
        var rows = Chunk(new Items { Profiles = new() { Profiles = { followers.Take(TierStreams.Rows).Select((count, number) => new CreatorProfile { CreatorId = Population.Id(number), Followers = count }) } } });
        await new Rounds(options, results).TakeAsync(
            "limits",
            [
                Loop(Rows, TierStreams.Rows, () => Answer([.. StreamClassifyTiersRequest.Parser.ParseFrom(rows).Chunk.Items.Profiles.Profiles.Select(profile => profile.Followers)])),
                Loop(Columns, TierStreams.Columns, () => Answer([.. StreamClassifyTiersRequest.Parser.ParseFrom(columns).Chunk.Items.Followers.Followers])),
                Loop(Classify, TierStreams.Columns, () =>
                {
                    Bands.Classify(followers, ordinals);
                    return ordinals[^1];
                }),
            ]);
    }

    private static byte[] Chunk(Items items) =>
        new StreamClassifyTiersRequest { Chunk = new() { Sequence = 1, Items = items } }.ToByteArray();

    private static int Answer(ulong[] counts)
    {
        var answered = new byte[counts.Length];
        Bands.Classify(counts, answered);
        var column = new TierColumn();
        column.Ordinals.Capacity = counts.Length;
        foreach (var ordinal in answered)
        {
            column.Ordinals.Add(ordinal);
        }

        return new StreamClassifyTiersResponse
        {
            Result = new() { Sequence = 1, Tiers = new() { ItemCount = (uint)counts.Length, Columns = { column } } },
        }.ToByteArray().Length;
    }

    private static Variant Loop(string name, int items, Func<int> work)
    {
        var first = work();
        return new(name, 0, duration => Task.FromResult(Run(duration)));

        Counts Run(TimeSpan duration)
        {
            var clock = Stopwatch.StartNew();
            long times = 0;
            do
            {
                times++;
                if (work() != first)
                {
                    throw new InvalidOperationException("The same work had another result.");
                }
            }
            while (clock.Elapsed < duration);
            return new((double)times * items, clock.Elapsed.TotalSeconds);
        }
    }
}
