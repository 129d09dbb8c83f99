using Influence.V1;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>The ten components that scores are made of.</summary>
internal static class FitParts
{
    /// <summary>In the order of their numbers.</summary>
    public static IReadOnlyList<FitComponent> All { get; } =
        [.. Enum.GetValues<FitComponent>().Where(component => component != FitComponent.Unspecified)];
}
