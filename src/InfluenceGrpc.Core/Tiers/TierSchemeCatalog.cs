using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>The schemes a process knows: the built-in ones and a deployment's own. Immutable.</summary>
public sealed class TierSchemeCatalog
{
    private readonly FrozenDictionary<string, TierScheme> byId;

    private TierSchemeCatalog(IReadOnlyList<TierScheme> schemes, FrozenDictionary<string, TierScheme> byId, TierScheme defaultScheme)
    {
        this.byId = byId;
        Schemes = schemes;
        Default = defaultScheme;
    }

    /// <summary>The built-in schemes alone.</summary>
    public static TierSchemeCatalog BuiltIn { get; } = Create([]).Value!;

    /// <summary>Built-in schemes first, then a deployment's own in the order given.</summary>
    public IReadOnlyList<TierScheme> Schemes { get; }

    /// <summary>The scheme used when a request names none.</summary>
    public TierScheme Default { get; }

    /// <summary>The built-in schemes with a deployment's own, or every fault: an id used twice (also one of a built-in scheme), too
    /// many schemes, a default nobody has. Paths are <c>custom[i].id</c>, <c>custom</c> and <c>default</c>.</summary>
    /// <param name="custom">Checked schemes of the deployment.</param>
    /// <param name="defaultId">The scheme used when a request names none.</param>
    public static Checked<TierSchemeCatalog> Create(IReadOnlyList<TierScheme> custom, string defaultId = BuiltInTierSchemes.DefaultId)
    {
        ArgumentNullException.ThrowIfNull(custom);
        ArgumentNullException.ThrowIfNull(defaultId);
        var faults = new FaultList();
        if (BuiltInTierSchemes.All.Count + custom.Count > TierLimits.MaxSchemes)
        {
            faults.Add("custom", FaultCode.TooMany,
                $"must be at most {TierLimits.MaxSchemes - BuiltInTierSchemes.All.Count} schemes; got {custom.Count}.");
        }

        var known = BuiltInTierSchemes.All.ToDictionary(scheme => scheme.Id, StringComparer.Ordinal);
        for (var i = 0; i < custom.Count; i++)
        {
            if (!known.TryAdd(custom[i].Id, custom[i]))
            {
                var owner = known[custom[i].Id].BuiltIn ? "a built-in scheme" : "an earlier scheme";
                faults.Add($"custom[{i}].id", FaultCode.Duplicate, $"{FaultPath.Quote(custom[i].Id)} is the id of {owner}.");
            }
        }

        if (!known.TryGetValue(defaultId, out var defaultScheme))
        {
            faults.Add("default", FaultCode.UnknownValue, $"{FaultPath.Quote(defaultId)} is not the id of a scheme.");
        }

        return faults.IsEmpty
            ? new Checked<TierSchemeCatalog>(new TierSchemeCatalog(
                [.. BuiltInTierSchemes.All, .. custom], known.ToFrozenDictionary(StringComparer.Ordinal), defaultScheme!))
            : new Checked<TierSchemeCatalog>(faults.ToList());
    }

    /// <summary>The scheme with an id, compared byte by byte.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out TierScheme? scheme)
    {
        ArgumentNullException.ThrowIfNull(id);
        return byId.TryGetValue(id, out scheme);
    }
}
