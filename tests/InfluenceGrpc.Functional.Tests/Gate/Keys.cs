using Grpc.Core;
using InfluenceGrpc.Server.Security;

namespace InfluenceGrpc.Functional.Tests.Gate;

/// <summary>API keys of callers, and the settings that make a server know them.</summary>
internal static class Keys
{
    /// <summary>Switches that name a caller with a new key.</summary>
    public static (string Key, string[] Switches) NewCaller(string name, string scopes, params string[] more)
    {
        var (key, hash) = ApiKeyHash.Generate();
        return (key, [$"--Callers:{name}:Keys", hash, $"--Callers:{name}:Scopes", scopes, .. more]);
    }

    /// <summary>What a call carries that presents a key.</summary>
    public static Metadata Presenting(string key) => new() { { "authorization", $"Bearer {key}" } };
}
