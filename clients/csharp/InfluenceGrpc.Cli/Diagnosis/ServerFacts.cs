using System.Reflection;
using System.Text.Json.Nodes;
using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>What a server tells of itself: its version beside this program's, what it allows, and where it keeps profiles.</summary>
internal static class ServerFacts
{
    /// <summary>This program's version (SemVer 2), without build metadata.</summary>
    public static string OwnVersion { get; } = typeof(ServerFacts).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The findings, in the order of their names.</summary>
    /// <param name="info">What it told; null where it did not.</param>
    public static Finding[] Of(GetServerInfoResponse? info) => info is null
        ? [.. new[] { CheckNames.Version, CheckNames.Limits, CheckNames.Store }.Select(check => Finding.Skipped(check, "not told: the server does not know who asks"))]
        : [VersionOf(info.Version, OwnVersion), LimitsOf(info.Limits ?? new Limits()), StoreOf(info.ProfileStore)];

    /// <summary>Whether two versions go together.</summary>
    public static Finding VersionOf(string server, string own)
    {
        var figures = new JsonObject { ["server"] = server, ["client"] = own };
        var found = $"the server is {server}, this program {own}";
        var finding = Line(server) == Line(own)
            ? Finding.Ok(CheckNames.Version, found)
            : Finding.Note(CheckNames.Version, found, "update the older of the two: it does not know what the newer one brought");
        return finding with { Figures = figures };
    }

    private static Finding LimitsOf(Limits limits)
    {
        var figures = new JsonObject();
        foreach (var field in Limits.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.Accessor.GetValue(limits) is uint value)
            {
                figures[field.Name] = value;
            }
        }

        var found = $"{Figures.Count(limits.MaxItems)} items a batch, {Figures.Count(limits.MaxLookupItems)} ids a look-up, "
            + $"{Figures.Count(limits.MaxMessageBytes)} bytes a request; 'influence info' tells all";
        return Finding.Ok(CheckNames.Limits, found) with { Figures = figures };
    }

    private static Finding StoreOf(ProfileStoreKind kind) => Finding.Ok(CheckNames.Store, InfoRenderer.Store(kind)) with
    {
        Figures = new JsonObject { ["kind"] = ContractName.Of(kind) },
    };

    // What SemVer calls compatible: the first number, and before 1.0 the second with it.
    private static string Line(string version)
    {
        var numbers = version.Split('-')[0].Split('.');
        return numbers[0] == "0" ? string.Join('.', numbers.Take(2)) : numbers[0];
    }
}
