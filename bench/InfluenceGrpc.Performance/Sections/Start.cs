using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Peers;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>From the start of the process until it says over gRPC that it serves, with profiles in a file of its own.</summary>
internal sealed class Start(PerformanceOptions options, Results results)
{
    /// <summary>Seconds, as a figure.</summary>
    public const string Seconds = "seconds from start to SERVING";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>The server as it is installed; where nobody has published it, the one that was built along.</summary>
    private static string Server
    {
        get
        {
            var published = Path.Combine(Peer.Root, "artifacts/bench/server/InfluenceGrpc.Server.dll");
            return File.Exists(published) ? published : Path.Combine(AppContext.BaseDirectory, "InfluenceGrpc.Server.dll");
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
        var port = FreePort.Find();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Server, "--listen", $"127.0.0.1:{port}", "--store", $"sqlite:{folder.FullName}/profiles.db"])
        {
            RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            while (!await ServesAsync(port))
            {
                if (process.HasExited || clock.Elapsed > Patience)
                {
                    throw new InvalidOperationException("The server did not serve.");
                }

                await Task.Delay(Pause);
            }

            return clock.Elapsed;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
            await output;
            folder.Delete(recursive: true);
        }
    }

    // A plain connection first: a refused one costs the gRPC client a pause of its own.
    private static async Task<bool> ServesAsync(int port)
    {
        try
        {
            using (var socket = new TcpClient())
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
            }

            using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
            var answer = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), deadline: DateTime.UtcNow.Add(Patience));
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (Exception exception) when (exception is SocketException or RpcException)
        {
            return false;
        }
    }
}
