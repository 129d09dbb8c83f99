using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Sections;

namespace InfluenceGrpc.Performance.Reporting;

/// <summary>All that was measured, in Markdown, with what has to be said of it.</summary>
internal sealed class Report(PerformanceOptions options, Results results, Machine machine)
{
    /// <summary>Writes it.</summary>
    public string ToMarkdown()
    {
        var tables = new Tables(options, results);
        return Text.Of($"""
            # Benchmarks

            ```
            bash bench/run
            ```

            measures all of this anew and writes this page; `bash bench/run --help` tells of its options, and `bench/README.md` of what is
            measured beside us. {Taken()}

            Figures are medians; what is put in relation was measured in turn, round after round, on the same machine, and the ratio is the
            median of the ratios of the rounds. CPU is that of the server's process, user and kernel, as Linux counts it. Only the ratios
            travel to other machines. The load sends requests that lie ready as bytes and holds the first answer to each of them against the
            rules, every creator of it, and of each later one its order and its length.

            ## Goals

            {tables.OfGoals}

            ## Beside other stacks

            What one would write first on each: `bench/peers`. All answer the same contract, but for the JSON API; rows are profiles with an id
            and a follower count, columns are packed numbers. One stream, eight chunks ahead; the JSON API gets eight requests at once. What
            the client library takes stands under "CPU of the load", in its own row.

            {tables.OfPeerStreams}

            Under h2load, four connections with 16 calls each (JSON: 64 connections over HTTP/1.1). The empty method takes what ScoreFit with a
            profile takes, and answers nothing; asked little, it takes an id alone.

            {tables.OfPeerCalls}

            ## Look-ups by id

            {Text.Of($"{options.Creators:N0}")} creators, values of {Figure(Lookups.ValueBytes)} bytes, one stream of chunks of {Text.Of($"{Lookups.Chunk:N0}")} ids through
            StreamClassifyTiers. Beside each, redis-benchmark reads values as large, with as many keys a command, from the one server. The server may
            wait for Redis for five minutes here (`Redis:BulkTimeout`), so that the slowest ways are measured too.

            {tables.OfLookups}

            ## What the server takes

            One core's worth, a kind at a time; profiles as above, a brief of five dimensions, ids answered from memory unless it says otherwise.
            `docs/operations.md` sizes by such figures. Redis keeps a profile in {Figure(Surroundings.BytesInRedis)} bytes.

            {tables.OfCapacity}

            ## Latency

            Single calls at a fixed rate, whether or not those before were answered; each is timed from when it was due, so what it waits for
            others is in it. {Latency.Streams} streams beside them send follower counts as fast as they are answered, from a process of their own:
            {Figures.Many(Statistics.Median(results.Figures(Latency.BulkPerSecond)))} creators a second. At 30 % load
            as many calls of a kind are due as 0.3 of those that the server answers to the same load when 64 are under way at once. Percentiles are of the calls of all rounds together. The server is told to turn no call away.

            {tables.OfLatency}

            ## Growth

            {tables.OfGrowth}

            ## Memory and start

            {tables.OfMemoryAndStart}

            ## Limits

            What cannot be beaten here: the work itself in memory on one thread, an empty method, and Redis asked by its own tool.

            {tables.OfLimits}

            ## With what

            {Facts()}
            {Missing()}
            """).TrimEnd() + "\n";
    }

    private string Taken()
    {
        var busy = Text.Of($"{machine.Load:0.0} processes wanted to run in the minute before it began");
        var how = Text.Of($"{options.Rounds} {(options.Rounds == 1 ? "round" : "rounds")} of readings of {options.Reading.TotalSeconds:0.##} s, after {options.WarmUp.TotalSeconds:0.##} s of each that do not count; {busy}");
        var only = options.Only.Length > 0 ? $" Only what has \"{options.Only}\" in its name was measured." : "";
        return options.IsShort
            ? $"Taken {DateTime.UtcNow:yyyy-MM-dd} with `--short`, which shows that it runs: these figures mean nothing.{only}"
            : $"Taken {DateTime.UtcNow:yyyy-MM-dd}: {how}.{only}";
    }

    private string Facts() => new MarkdownTable(2, "", "").Rows(machine.Facts.Select(fact => new[] { fact.What, fact.Is })).ToString();

    private string Missing() => results.Missing.Count == 0
        ? ""
        : $"\nMissing: {string.Join("; ", results.Missing.Select(one => $"{one.Key} ({one.Value})"))}.\n";

    private string Figure(string name) => results.Figures(name) is [var first, ..] ? Text.Of($"{first:0}") : Figures.NotMeasured;
}
