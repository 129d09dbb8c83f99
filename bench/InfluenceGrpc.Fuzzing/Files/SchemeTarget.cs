using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Fuzzing.Drawing;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>Files of tier schemes to the server's start; what it takes must classify.</summary>
internal sealed class SchemeTarget : IFuzzTarget
{
    private static readonly ulong[] Followers = [0, 1, 999, 1_000, 50_000, 1_000_000, 10_000_000_000];

    private readonly IReadOnlyList<byte[]> files = [.. Samples.Of("schemes").Select(file => JsonPart.WithId(file.Bytes, "drawn"))];
    private readonly CatalogFolder folder = new();

    public FuzzInput Draw(Random random) => new("", "", [JsonMutator.Draw(random, files, out var how)]) { How = how };

    public Task<FuzzVerdict> TryAsync(FuzzInput input)
    {
        folder.Write(input.Parts[0]);
        var faults = new List<string>();
        var catalog = CatalogLoader.LoadTierSchemes(new ServerOptions { TierSchemesFolder = folder.Path }, faults);
        if (catalog is null || faults.Count > 0)
        {
            return Task.FromResult(new FuzzVerdict("refused", FaultyFaults.Of(catalog is null, faults)));
        }

        faults.AddRange(CatalogAnswers.Of(catalog, Core.Fit.Models.FitModelCatalog.BuiltIn).Faults());
        var scheme = catalog.Schemes[^1];
        var fault = Followers.SelectMany(count => (Platform[])[Platform.Unspecified, Platform.Instagram, Platform.TikTok], (count, platform) => FaultOf(scheme, count, platform))
            .FirstOrDefault(found => found is not null);
        return Task.FromResult(new FuzzVerdict("taken", fault));
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? FaultOf(TierScheme scheme, ulong followers, Platform platform)
    {
        if (TierClassifier.Classify(scheme, followers, platform).Value is not { } tier)
        {
            return scheme.Kind == TierSchemeKind.Relational ? null : $"{followers} followers are not classified";
        }

        return tier.Ordinal > scheme.Tiers.Count || tier.Rule.Length == 0 || tier.Tier is null != (tier.Ordinal == 0)
            || (tier.BoundaryMargin is { } margin && double.IsNaN(margin)) || tier.PopulationShare is < 0 or > 1 or double.NaN
            ? $"{followers} followers are classified as {tier}"
            : null;
    }
}
