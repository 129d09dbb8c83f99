using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>How many bytes of memory a profile takes once it is decoded.</summary>
/// <remarks>Of objects as 64-bit .NET lays them out. NearCacheMemoryTests measures it again and fails where it is off.</remarks>
internal static class DecodedSize
{
    private const int Object = 16;
    private const int Reference = 8;
    private const int Array = 24;
    private const int Text = 22;
    private const int Number = 16; // That may be unknown.

    private const int Profile = Object + (9 * Reference) + (3 * Number) + 32;
    private const int Engagement = Object + (7 * Number) + Reference;
    private const int Sponsorship = Object + (4 * Number);
    private const int Audience = Object + (6 * Reference) + (2 * Number) + Reference;
    private const int Relation = Object + Reference + (4 * Number) + 24;
    private const int Shares = Object + (3 * Reference) + sizeof(double);
    private const int Concentration = Object + (2 * sizeof(double)); // Kept when it is scored, of one distribution of each profile.
    private const int Price = Object + Reference + (2 * Number);

    /// <summary>About how many bytes.</summary>
    public static int Of(CreatorProfile profile)
    {
        var bytes = Profile + Concentration + Of(profile.CreatorId) + Of(profile.Topics)
            + (profile.Engagement is null ? 0 : Engagement)
            + (profile.Sponsorship is null ? 0 : Sponsorship)
            + (profile.Audience is { } audience ? Of(audience) : 0)
            + OfList(profile.BrandRelations.Count) + OfList(profile.Prices.Count) + OfList(profile.SafetyFlags.Count);
        foreach (var relation in profile.BrandRelations)
        {
            bytes += Relation + Of(relation.Brand);
        }

        foreach (var price in profile.Prices)
        {
            bytes += Price + Of(price.CurrencyCode);
        }

        return bytes;
    }

    private static int Of(Audience audience) => Audience
        + Of(audience.Countries) + Of(audience.Regions) + Of(audience.Languages) + Of(audience.Interests)
        + OfGroups<AgeBand>(audience.Ages is not null) + OfGroups<Gender>(audience.Genders is not null);

    private static int Of(Distribution? shares)
    {
        if (shares is null)
        {
            return 0;
        }

        var bytes = Shares + (2 * Array) + (shares.Count * (Reference + sizeof(float)));
        foreach (var key in shares.Keys)
        {
            bytes += SharedKeys.IsShared(key) ? 0 : Of(key);
        }

        return bytes;
    }

    private static int OfGroups<TGroup>(bool areKnown)
        where TGroup : struct, Enum => areKnown ? Object + Reference + Array + (Enum.GetValues<TGroup>().Length * Number) : 0;

    private static int OfList(int count) => count == 0 ? 0 : Array + (count * Reference) + Object + Reference;

    private static int Of(string text) => (Text + (sizeof(char) * text.Length) + 7) / 8 * 8;
}
