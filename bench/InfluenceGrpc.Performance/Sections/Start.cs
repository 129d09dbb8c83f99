using System.Diagnostics;
using Grpc.Health.V1;
using Grpc.Net.Client;
using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Peers;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>From the start of the process until it says over gRPC that it serves, with profiles in a file of its own.</summary>
internal sealed class Start(PerformanceOptions options, Results results)
{
    /// <summary>Seconds, as a figure.</summary>
    public const string Seconds = "seconds from start to SERVING";

    private const string Mark = "Serving gRPC on ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The server as it is installed; where nobody has published it, the one that was built along.</summary>
    private static string[] Server
    {
        get
        {
            var published = Path.Combine(PeerProcess.Root, "artifacts/bench/server/InfluenceGrpc.Server");
            return File.Exists(published) ? [published] : ["dotnet", Path.Combine(AppContext.BaseDirectory, "InfluenceGrpc.Server.dll")];
        }
    }

    /// <summary>Measures it; the first start brings the files into the machine's memory, and is not counted.</summary>
    public async Task RunAsync()
    {
        if (!options.Wants(Seconds))
        {
            return;
        }

        for (var start = 0; start <= options.Starts; start++)
        {
            Progress.Tell($"start: {start} of {options.Starts}");
            var took = await OnceAsync();
            if (start > 0)
            {
                results.Add(Seconds, took.TotalSeconds);
            }
        }
    }

    private static async Task<TimeSpan> OnceAsync()
    {
        var folder = Directory.CreateTempSubdirectory("influence-start-");
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(
            Server[0], [.. Server[1..], "--listen", "127.0.0.1:0", "--store", $"sqlite:{folder.FullName}/profiles.db"])
        {
            RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        try
        {
            using var channel = GrpcChannel.ForAddress(await AddressAsync(process).WaitAsync(Patience));
            var answer = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), deadline: DateTime.UtcNow.Add(Patience));
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving
                ? clock.Elapsed
                : throw new InvalidOperationException($"The server says that it is {answer.Status}.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> AddressAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at)
            {
                return line[(at + Mark.Length)..].Split(' ')[0];
            }
        }

        throw new InvalidOperationException("The server ended before it served.");
    }
}
