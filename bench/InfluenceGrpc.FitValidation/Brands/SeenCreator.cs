namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>A creator as the two files tell of one.</summary>
/// <param name="Id">As in the file.</param>
/// <param name="Category">A topic path; null where the file has none.</param>
/// <param name="Followers">Null where the file has none.</param>
/// <param name="Posts">Those that were seen; none where the creator is not in the second file.</param>
internal sealed record SeenCreator(string Id, string? Category, ulong? Followers, IReadOnlyList<Post> Posts);
