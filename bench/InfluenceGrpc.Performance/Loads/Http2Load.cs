using System.Globalization;
using System.Text.RegularExpressions;
using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Peers;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>h2load: the same request over and over from a process that costs as little as can be, 64 in flight.</summary>
internal sealed partial class Http2Load : IDisposable
{
    private const int GrpcPrefix = 5;
    private const int Connections = 4;
    private const int InFlightEach = 16;
    private const int FewCalls = 640;

    private readonly string bodyFile = Path.GetTempFileName();
    private readonly string[] arguments;
    private readonly int answerBytes;

    private Http2Load(Uri address, string path, byte[] body, int answerBytes, bool isGrpc)
    {
        File.WriteAllBytes(bodyFile, body);
        this.answerBytes = answerBytes;
        arguments =
        [
            "-t", "1", "-d", bodyFile,
            .. isGrpc
                ? (string[])["-c", Text(Connections), "-m", Text(InFlightEach), "-H", "content-type: application/grpc", "-H", "te: trailers"]
                : ["-c", Text(Connections * InFlightEach), "-m", "1", "--h1", "-H", "content-type: application/json"],
            new Uri(address, path).AbsoluteUri,
        ];
    }

    /// <summary>Whether it is installed.</summary>
    public static bool IsThere => Tool.Exists("h2load");

    /// <summary>Of a gRPC method.</summary>
    /// <param name="address">The server's.</param>
    /// <param name="kind">What is called.</param>
    /// <param name="answerBytes">How long every answer has to be.</param>
    public static Http2Load OfGrpc(Uri address, SingleKind kind, int answerBytes)
    {
        var message = kind.Request;
        byte[] body = [0, (byte)(message.Length >> 24), (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length, .. message];
        return new(address, kind.Path, body, GrpcPrefix + answerBytes, isGrpc: true);
    }

    /// <summary>Of a path that takes JSON, over HTTP/1.1.</summary>
    public static Http2Load OfJson(Uri address, string path, byte[] body, int answerBytes) => new(address, path, body, answerBytes, isGrpc: false);

    /// <summary>Calls for a while.</summary>
    /// <exception cref="InvalidOperationException">A call failed, or the answers are not as long as they should be.</exception>
    public async Task<Counts> RunAsync(TimeSpan duration)
    {
        // It stops by time after whole seconds only.
        string[] until = duration < TimeSpan.FromSeconds(1)
            ? ["-n", Text(FewCalls)]
            : ["-D", Math.Round(duration.TotalSeconds).ToString(CultureInfo.InvariantCulture)];
        var output = await Tool.RunAsync("h2load", [.. until, .. arguments]);
        var (done, failed, data) = (Number(DoneRequests(), output), Number(FailedRequests(), output), Number(DataBytes(), output));
        if (failed > 0 || done == 0)
        {
            throw new InvalidOperationException($"{failed} of {done} calls failed under h2load.");
        }

        // Calls that were under way when it stopped have sent a part, or all, of an answer that is not counted.
        var (least, most) = (done * answerBytes, (done + (Connections * InFlightEach)) * answerBytes);
        return data >= least && data <= most
            ? new(done, done / Number(RequestsPerSecond(), output))
            : throw new InvalidOperationException($"{done} answers of {answerBytes} bytes were due under h2load, and {data} bytes came.");
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(bodyFile);

    private static double Number(Regex pattern, string output)
    {
        var match = pattern.Match(output);
        return match.Success
            ? double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"h2load printed: {output}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@", (?<number>[\d.]+) req/s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestsPerSecond();

    [GeneratedRegex(@"(?<number>\d+) succeeded", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DoneRequests();

    [GeneratedRegex(@"succeeded, (?<number>\d+) failed", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FailedRequests();

    [GeneratedRegex(@"\((?<number>\d+)\) data", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DataBytes();
}
