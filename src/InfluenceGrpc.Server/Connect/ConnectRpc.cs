using Google.Protobuf.Reflection;
using InfluenceGrpc.Json;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Connect;

/// <summary>An rpc of the contract as the Connect protocol has it: a path, and messages that may be JSON.</summary>
internal sealed class ConnectRpc
{
    // By the path as the contract spells it: unlike the router, which takes any case, Connect's rules have one.
    private static readonly Dictionary<string, ConnectRpc> Served = ServedContract.Services
        .SelectMany(service => service.Methods)
        .Select(method => new ConnectRpc(method))
        .ToDictionary(rpc => rpc.Path, StringComparer.Ordinal);

    // By service and method, which people know; the package they leave out, or write otherwise.
    private static readonly Dictionary<string, string> ByShortName = Served.Keys.GroupBy(ShortNameOf).ToDictionary(paths => paths.Key, paths => paths.First(), StringComparer.Ordinal);

    // Longer ones are no slip of anybody's, and not worth telling.
    private const int MostToldOfPath = 200;

    private ConnectRpc(MethodDescriptor method)
    {
        Method = method;
        Path = $"/{method.Service.FullName}/{method.Name}";
        IsUnary = !method.IsClientStreaming && !method.IsServerStreaming;
        HasNoSideEffects = IsUnary && method.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects;
        IsQuestion = MethodRules.Of(Path).IsQuestion;
    }

    /// <summary>Its name, and the types of its messages.</summary>
    public MethodDescriptor Method { get; }

    /// <summary>Its path, from the first slash on.</summary>
    public string Path { get; }

    /// <summary>Whether there is one message either way: no other rpc is served like this.</summary>
    public bool IsUnary { get; }

    /// <summary>Whether it may be asked for with GET.</summary>
    public bool HasNoSideEffects { get; }

    /// <summary>Whether its message is small, whoever sends it.</summary>
    public bool IsQuestion { get; }

    /// <summary>Most bytes of a message, as they are sent.</summary>
    public int MostBytes(LimitOptions limits) => IsQuestion ? LimitOptions.MaxQuestionBytes : limits.MaxMessageBytes;

    /// <summary>The rpc of a path; null where there is none.</summary>
    public static ConnectRpc? Find(string path) => Served.GetValueOrDefault(path);

    /// <summary>Says to people that there is no rpc of a path, and which one may be meant.</summary>
    public static string TellUnknown(string path)
    {
        var near = NearestName.To(ShortNameOf(path), ByShortName.Keys);
        var told = path.Length <= MostToldOfPath ? path : "such rpc";
        return near is null
            ? $"There is no {told} here; rpcs are asked for by their names in the contract, such as /influence.v1.TierService/ClassifyTier."
            : $"There is no {told} here; did you mean {ByShortName[near]}?";
    }

    /// <summary>Whether a path is one of a service that is served, whatever it asks of it.</summary>
    public static bool IsOfAService(string path) =>
        path.LastIndexOf('/') is > 1 and var end && ServedContract.Services.Any(service => path.AsSpan(1, end - 1).SequenceEqual(service.FullName));

    // The last two parts of a path, without the service's package.
    private static string ShortNameOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [.., var service, var method] => $"{service[(service.LastIndexOf('.') + 1)..]}/{method}",
        _ => path,
    };
}
