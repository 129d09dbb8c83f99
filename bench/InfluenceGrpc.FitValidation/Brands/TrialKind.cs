namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>Who is told from whom.</summary>
internal enum TrialKind
{
    /// <summary>A brand's creators from creators at random.</summary>
    Random,

    /// <summary>A brand's creators from creators who mention another brand, each without one post that does.</summary>
    Mentioning,

    /// <summary>As many creators of whom posts were seen, drawn at random, from others drawn alike, each without one post: nothing can
    /// tell them apart.</summary>
    Shuffled,
}
