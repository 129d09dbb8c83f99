using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>The models a process knows: the built-in ones and a deployment's own. Immutable.</summary>
public sealed class FitModelCatalog
{
    private readonly FrozenDictionary<string, FitModel> byId;

    private FitModelCatalog(IReadOnlyList<FitModel> models, FrozenDictionary<string, FitModel> byId, FitModel defaultModel)
    {
        this.byId = byId;
        Models = models;
        Default = defaultModel;
    }

    /// <summary>The built-in models alone.</summary>
    public static FitModelCatalog BuiltIn { get; } = Create([]).Value!;

    /// <summary>Built-in models first, then a deployment's own in the order given.</summary>
    public IReadOnlyList<FitModel> Models { get; }

    /// <summary>The model used when a request names none.</summary>
    public FitModel Default { get; }

    /// <summary>The built-in models with a deployment's own, or every fault: an id used twice (also one of a built-in model), too
    /// many models, a default nobody has. Paths are <c>custom[i].id</c>, <c>custom</c> and <c>default</c>.</summary>
    /// <param name="custom">Checked models of the deployment.</param>
    /// <param name="defaultId">The model used when a request names none.</param>
    public static Checked<FitModelCatalog> Create(IReadOnlyList<FitModel> custom, string defaultId = BuiltInFitModels.DefaultId)
    {
        ArgumentNullException.ThrowIfNull(custom);
        ArgumentNullException.ThrowIfNull(defaultId);
        var faults = new FaultList();
        if (BuiltInFitModels.All.Count + custom.Count > FitModelLimits.MaxModels)
        {
            faults.Add("custom", FaultCode.TooMany,
                $"must be at most {FitModelLimits.MaxModels - BuiltInFitModels.All.Count} models; got {custom.Count}.");
        }

        var known = BuiltInFitModels.All.ToDictionary(model => model.Id, StringComparer.Ordinal);
        for (var i = 0; i < custom.Count; i++)
        {
            if (!known.TryAdd(custom[i].Id, custom[i]))
            {
                var owner = known[custom[i].Id].BuiltIn ? "a built-in model" : "an earlier model";
                faults.Add($"custom[{i}].id", FaultCode.Duplicate, $"{FaultPath.Quote(custom[i].Id)} is the id of {owner}.");
            }
        }

        if (!known.TryGetValue(defaultId, out var defaultModel))
        {
            faults.Add("default", FaultCode.UnknownValue, $"{FaultPath.Quote(defaultId)} is not the id of a model.");
        }

        return faults.IsEmpty
            ? new Checked<FitModelCatalog>(new FitModelCatalog(
                [.. BuiltInFitModels.All, .. custom], known.ToFrozenDictionary(StringComparer.Ordinal), defaultModel!))
            : new Checked<FitModelCatalog>(faults.ToList());
    }

    /// <summary>The model with an id, compared byte by byte.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out FitModel? model)
    {
        ArgumentNullException.ThrowIfNull(id);
        return byId.TryGetValue(id, out model);
    }
}
