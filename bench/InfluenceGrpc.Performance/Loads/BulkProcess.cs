using System.Diagnostics;
using System.Globalization;
using Grpc.Net.Client;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>
/// Streams of follower counts that take whatever the server gives, until it is disposed of: from a process of their own, so that those who
/// time calls meanwhile are not the ones that are late.
/// </summary>
internal sealed class BulkProcess : IAsyncDisposable
{
    /// <summary>The word that has this program be such a process.</summary>
    public const string Word = "--bulk";

    private const int Items = 10_000;
    private const string Streaming = "streaming";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private BulkProcess(Process process) => this.process = process;

    /// <summary>Starts one, and waits until its streams are under way.</summary>
    public static async Task<BulkProcess> StartAsync(Uri address, int streams)
    {
        var program = typeof(BulkProcess).Assembly.Location;
        var bulk = new BulkProcess(Process.Start(new ProcessStartInfo(
            "dotnet", [program, Word, address.AbsoluteUri, streams.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false,
        })!);
        var said = await bulk.process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return said == Streaming ? bulk : throw new InvalidOperationException($"The bulk streams did not begin: {said}");
    }

    /// <summary>Is such a process, until its standard input ends.</summary>
    public static async Task RunAsync(string address, int streams)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var kind = ChunkKinds.FollowerColumns(Items);
        var all = Enumerable.Range(0, streams).Select(_ => new ChunkStream(kind, channel)).ToArray();
        await Task.WhenAll(all.Select(stream => stream.VerifyAsync()));
        Console.Out.WriteLine(Streaming);
        var clock = Stopwatch.StartNew();
        var items = 0.0;

        // The console reads without giving the thread back, also where it is asked to.
        var end = Task.Run(Console.In.ReadLine);
        while (!end.IsCompleted)
        {
            var counts = await Task.WhenAll(all.Select(stream => stream.RunAsync(TimeSpan.FromSeconds(0.1))));
            items += counts.Sum(count => count.Items);
        }

        Console.Out.WriteLine((items / clock.Elapsed.TotalSeconds).ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Ends its streams; returns how many creators a second they got answers for.</summary>
    /// <exception cref="InvalidOperationException">They did not go on until now.</exception>
    public async Task<double> EndAsync()
    {
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var perSecond) && perSecond > 0
            ? perSecond
            : throw new InvalidOperationException($"The bulk streams did not go on: {said}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
        }

        process.Dispose();
    }
}
