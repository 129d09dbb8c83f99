namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>A creator who is scored, and what is seen of one then.</summary>
/// <param name="Creator">Who.</param>
/// <param name="Posts">The posts that the score may go by.</param>
internal sealed record Candidate(SeenCreator Creator, IReadOnlyList<Post> Posts);
