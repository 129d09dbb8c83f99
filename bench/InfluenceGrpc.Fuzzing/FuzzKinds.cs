using InfluenceGrpc.Fuzzing.Calls;
using InfluenceGrpc.Fuzzing.Files;

namespace InfluenceGrpc.Fuzzing;

/// <summary>All that is fuzzed.</summary>
internal static class FuzzKinds
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["payload", "frame", "json", "csv", "scheme", "model", "brief", "plan", "codec", "bulk", "columns"];

    /// <summary>Gets one ready.</summary>
    /// <param name="kind">One of <see cref="Names"/>.</param>
    public static async Task<IFuzzTarget> OpenAsync(string kind) => kind switch
    {
        "payload" => await PayloadTarget.StartAsync(),
        "frame" => await FrameTarget.StartAsync(),
        "json" => await JsonCallTarget.StartAsync(),
        "csv" => new CsvTarget(),
        "scheme" => new SchemeTarget(),
        "model" => new ModelTarget(),
        "brief" => MessageTarget.OfBriefs(),
        "plan" => MessageTarget.OfPlans(),
        "codec" => new CodecTarget(),
        "bulk" => new BulkTarget(),
        "columns" => new ColumnsTarget(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };
}
