namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>Names of the checks, in their order. They stay: programs go by them.</summary>
internal static class CheckNames
{
    public const string Port = "port";
    public const string Tls = "tls";
    public const string Grpc = "grpc";
    public const string Caller = "caller";
    public const string Profiles = "profiles";
    public const string Scopes = "scopes";
    public const string Version = "version";
    public const string Limits = "limits";
    public const string Store = "store";
    public const string Clock = "clock";
    public const string Latency = "latency";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Port, Tls, Grpc, Caller, Profiles, Scopes, Version, Limits, Store, Clock, Latency];
}
