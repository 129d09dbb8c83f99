namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>What every drawing needs.</summary>
internal static class Draws
{
    /// <summary>True with a likelihood in [0, 1].</summary>
    public static bool Chance(this Random random, double likelihood) => random.NextDouble() < likelihood;

    /// <summary>One of several.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
