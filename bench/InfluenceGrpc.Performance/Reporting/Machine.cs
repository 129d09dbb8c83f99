using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Net.Client;
using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Peers;
using InfluenceGrpc.Peers;

namespace InfluenceGrpc.Performance.Reporting;

/// <summary>Where it was measured, and with what.</summary>
/// <param name="Facts">What there is, and of which version.</param>
/// <param name="Load">What else was under way when it began: the mean number of processes that wanted to run in the minute before.</param>
internal sealed record Machine(IReadOnlyList<(string What, string Is)> Facts, double Load)
{
    private const string NotThere = "not there";

    /// <summary>Looks.</summary>
    public static async Task<Machine> LookAsync() => new(
        [
            ("processor", Text.Of($"{LineOf("/proc/cpuinfo", "model name")}, {Environment.ProcessorCount} of its cores; client, server, Redis and peers share them")),
            ("memory", Text.Of($"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB")),
            ("system", $"Linux {(await SaysAsync("uname", "-r")).Trim()}, {RuntimeInformation.OSArchitecture}"),
            (".NET", Environment.Version.ToString()),
            ("Grpc.AspNetCore.Server, Grpc.Net.Client", VersionOf(typeof(GrpcChannel))),
            ("Google.Protobuf", VersionOf(typeof(IMessage))),
            ("StackExchange.Redis", VersionOf(Path.Combine(AppContext.BaseDirectory, "StackExchange.Redis.dll"))),
            ("Redis", Word(await SaysAsync("redis-server", "--version"), "v=")),
            ("gRPC for C++ (libgrpc++)", await PackageAsync("libgrpc++1*")),
            ("gRPC for Python (grpcio)", (await SaysAsync("/usr/bin/python3", "-c", "import grpc, sys; print(grpc.__version__, 'on Python', sys.version.split()[0])")).Trim()),
            ("gRPC for Node (grpc-js)", $"{VersionOfGrpcJs()} on Node {(await SaysAsync("node", "--version")).Trim()}"),
            ("h2load", Word(await SaysAsync("h2load", "--version"), "nghttp2/")),
        ],
        double.Parse((await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0], CultureInfo.InvariantCulture));

    private static string LineOf(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";

    private static string VersionOf(Type type) => VersionOf(type.Assembly.Location);

    // The product's version, without the commit that some packages append.
    private static string VersionOf(string assembly) => System.Diagnostics.FileVersionInfo.GetVersionInfo(assembly).ProductVersion?.Split('+')[0] ?? "unknown";

    private static string VersionOfGrpcJs()
    {
        var file = new[] { "bench/peers/node", "tests/foreign" }
            .Select(folder => Path.Combine(PeerProcess.Root, folder, "node_modules/@grpc/grpc-js/package.json")).FirstOrDefault(File.Exists);
        return file is null ? NotThere : JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("version").GetString()!;
    }

    private static async Task<string> PackageAsync(string pattern)
    {
        var said = await SaysAsync("dpkg-query", "--showformat", "${Version}\\n", "--show", pattern);
        return said.Split('\n')[0];
    }

    private static string Word(string said, string prefix) =>
        said.Split([' ', '\n']).FirstOrDefault(word => word.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..] ?? NotThere;

    private static async Task<string> SaysAsync(string program, params string[] arguments)
    {
        try
        {
            return await Tool.RunAsync(program, arguments);
        }
        catch (InvalidOperationException)
        {
            return NotThere;
        }
    }
}
