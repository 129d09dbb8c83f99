using System.Runtime.InteropServices;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>What may still be taken.</summary>
/// <param name="Budget">In units of the currency, [0, ∞).</param>
/// <param name="Creators">At least 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlanRoom(decimal Budget, int Creators)
{
    /// <summary>Whether a candidate fits in.</summary>
    public bool Fits(PlanCandidate candidate) => Creators > 0 && candidate.Price <= Budget;

    /// <summary>The room that is left after it; it fits in. At 28 digits even decimals round, which must not make a budget
    /// negative.</summary>
    public PlanRoom After(PlanCandidate candidate) => new(Math.Max(0, Budget - candidate.Price), Creators - 1);

    /// <summary>The share of the budget that a candidate takes, [0, 1] of those that fit in.</summary>
    public double ShareOfBudget(PlanCandidate candidate) => candidate.Price == 0 ? 0 : (double)(candidate.Price / Budget);
}
