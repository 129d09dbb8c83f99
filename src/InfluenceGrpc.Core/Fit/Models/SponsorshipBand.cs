namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>The share of sponsored posts that audiences accept at one size.</summary>
/// <param name="Followers">[1, 10,000,000,000].</param>
/// <param name="Low">Where the band begins, [0, 1]; told to people, decides nothing.</param>
/// <param name="High">Where it ends, (0, 1], at least <paramref name="Low"/>.</param>
public sealed record SponsorshipBand(ulong Followers, double Low, double High);
