using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Fetches the parts of decoded profiles before they are looked at: those of many side by side, a layer at a time.</summary>
internal static class DecodedPrefetch
{
    private const int LinesOfProfile = 3;
    private const int LinesOfPart = 2;

    /// <summary>Fetches them.</summary>
    /// <param name="profiles">Those that are to be looked at; those that are not kept decoded, and blanks, are left out.</param>
    public static void Of(ReadOnlySpan<StoredProfile?> profiles)
    {
        if (!Prefetch.IsSupported)
        {
            return;
        }

        foreach (var profile in profiles)
        {
            Prefetch.Of(profile?.Decoded, LinesOfProfile);
        }

        foreach (var profile in profiles)
        {
            if (profile?.Decoded is { } decoded)
            {
                Prefetch.Of(decoded.Engagement, LinesOfPart);
                Prefetch.Of(decoded.Topics, 1);
                Prefetch.Of(decoded.Audience, LinesOfPart);
                Prefetch.Of(decoded.Sponsorship, LinesOfPart);
            }
        }

        foreach (var profile in profiles)
        {
            if (profile?.Decoded is { } decoded)
            {
                Shares(decoded.Topics);
                Prefetch.Of(decoded.Audience?.Countries, 1);
                Prefetch.Of(decoded.Audience?.Regions, 1);
                Prefetch.Of(decoded.Audience?.Languages, 1);
                Prefetch.Of(decoded.Audience?.Interests, 1);
            }
        }

        foreach (var profile in profiles)
        {
            if (profile?.Decoded?.Audience is { } audience)
            {
                Shares(audience.Countries);
                Shares(audience.Regions);
                Shares(audience.Languages);
                Shares(audience.Interests);
            }
        }
    }

    private static void Shares(Distribution? distribution)
    {
        if (distribution is not null)
        {
            Prefetch.Of(distribution.Keys);
            Prefetch.Of(distribution.Shares);
        }
    }
}
