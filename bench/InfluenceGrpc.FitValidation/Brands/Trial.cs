namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>A brand's creators, to be told from others.</summary>
/// <param name="Brand">Which; no brand at all where the creators are drawn at random.</param>
/// <param name="Own">Its creators; scored without the posts that touch it.</param>
/// <param name="Others">Those they are to be told from.</param>
/// <param name="Background">Creators in general: everybody but its own, so that who is scored as one of them touched nothing.</param>
internal sealed record Trial(string Brand, IReadOnlyList<Candidate> Own, IReadOnlyList<Candidate> Others, IReadOnlyList<SeenCreator> Background);
