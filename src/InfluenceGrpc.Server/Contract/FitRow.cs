using InfluenceGrpc.Core.Fit.Scoring;
using RpcStatus = Google.Rpc.Status;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What is kept of an item once it is scored: a hundred bytes of a profile that may have 64 KiB. Immutable; items that
/// name the same creator share one.</summary>
internal sealed record FitRow
{
    /// <summary>[0, 100]; this and the other figures are 0 where the item failed.</summary>
    public double Score { get; init; }

    /// <summary>Lower end of the interval, [0, <see cref="Score"/>].</summary>
    public double Lower { get; init; }

    /// <summary>Upper end of it, [<see cref="Score"/>, 100].</summary>
    public double Upper { get; init; }

    /// <summary>[0, 1].</summary>
    public double Coverage { get; init; }

    /// <summary>[0, 1]; 0 where the brief asks for no audience.</summary>
    public double TargetShare { get; init; }

    /// <summary>Constraints that it does not meet.</summary>
    public FlagSet<IneligibilityReason> Ineligibilities { get; init; }

    /// <summary>Words of caution.</summary>
    public FlagSet<CautionFlag> Cautions { get; init; }

    /// <summary>All components, in the order of their numbers; empty where they are not kept, or the item failed.</summary>
    public IReadOnlyList<FitCell> Components { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    public RpcStatus? Failure { get; init; }

    /// <summary>Where its data came from.</summary>
    public V1.DataStatus DataStatus { get; init; }
}
