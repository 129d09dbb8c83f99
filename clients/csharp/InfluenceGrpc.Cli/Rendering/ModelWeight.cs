using Influence.V1;
using InfluenceGrpc.Cli.Fit;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>The weights of a preset by component: fields of ComponentWeights have the names of the components.</summary>
internal static class ModelWeight
{
    /// <summary>In [0, 1]; null where the preset tells none.</summary>
    public static double? Of(ComponentWeights weights, FitComponent component)
    {
        var field = ComponentWeights.Descriptor.FindFieldByName(ContractName.Of(component));
        return field is not null && field.Accessor.HasValue(weights) ? (double)field.Accessor.GetValue(weights) : null;
    }
}
