namespace InfluenceGrpc.ReachValidation;

/// <summary>What a forecast is told of overlaps.</summary>
internal enum Known
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>The segments that audiences come from.</summary>
    Segments = 1,

    /// <summary>The overlaps of about half of the pairs.</summary>
    HalfOfThePairs = 2,

    /// <summary>The overlaps of all pairs.</summary>
    Pairs = 3,
}
