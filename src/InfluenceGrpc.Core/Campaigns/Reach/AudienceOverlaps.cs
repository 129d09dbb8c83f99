namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>What is known of how much audiences have in common, by pair of creators.</summary>
public sealed class AudienceOverlaps
{
    /// <summary>Nothing is known.</summary>
    public static readonly AudienceOverlaps None = new([]);

    private readonly Dictionary<(string First, string Second), double> shares;

    /// <summary>Takes the table over; keys in the order of <see cref="Ordered"/>.</summary>
    internal AudienceOverlaps(Dictionary<(string First, string Second), double> shares) => this.shares = shares;

    /// <summary>Of the people in the target who follow the one with fewer of them, the share that follows the other one too, [0, 1];
    /// null where that is not known.</summary>
    public double? ShareOfSmaller(string first, string second) => shares.TryGetValue(Ordered(first, second), out var share) ? share : null;

    /// <summary>A pair, whichever of the two comes first.</summary>
    internal static (string First, string Second) Ordered(string first, string second) =>
        string.CompareOrdinal(first, second) <= 0 ? (first, second) : (second, first);
}
