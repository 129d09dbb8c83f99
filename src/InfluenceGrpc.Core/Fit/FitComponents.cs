namespace InfluenceGrpc.Core.Fit;

/// <summary>All components.</summary>
public static class FitComponents
{
    /// <summary>How many there are.</summary>
    public const int Count = 10;

    /// <summary>All, in the order of their numbers: the order in which everything is summed.</summary>
    public static IReadOnlyList<FitComponent> All { get; } =
        [.. Enumerable.Range(1, Count).Select(number => (FitComponent)number)];

    /// <summary>Place of a component in arrays of all, [0, <see cref="Count"/>).</summary>
    public static int Place(this FitComponent component) => (int)component - 1;
}
