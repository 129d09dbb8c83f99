namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>A post that was seen.</summary>
/// <param name="Brands">The brands it mentions, each once.</param>
/// <param name="Hashtags">Its hashtags, each once, as segments of a topic path.</param>
internal sealed record Post(IReadOnlyList<string> Brands, IReadOnlyList<string> Hashtags);
