using System.Text;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Cli.Input;

/// <summary>
/// The names that columns usually have, compared by their letters and digits alone, whatever the case. A name that is
/// one of these goes before one that contains a tell-tale word.
/// </summary>
internal static partial class ColumnNames
{
    private static readonly string[] FollowerNames =
    [
        "followers", "follower", "followercount", "followerscount", "countfollowers", "countoffollowers", "numfollowers", "numfollower",
        "nfollowers", "nooffollowers", "nofollowers", "offollowers", "numberoffollowers", "numberfollowers", "followersnumber",
        "totalfollowers", "followerstotal", "followernumber", "followersnum", "followercnt", "followersno",
        "followedby", "edgefollowedby", "edgefollowedbycount",
        "subscribers", "subscriber", "subscribercount", "subscriberscount", "numsubscribers", "noofsubscribers", "ofsubscribers",
        "numberofsubscribers", "totalsubscribers", "subs", "subcount", "subscount",
        "fans", "fan", "fancount", "fanscount", "numfans", "nooffans", "numberoffans", "totalfans",
        "audience", "audiencesize", "audiencecount", "communitysize",
    ];

    private static readonly string[] IdNames =
    [
        "creatorid", "influencerid", "userid", "accountid", "channelid", "id", "username", "handle", "user", "account", "accountname",
        "screenname", "influencerinstaname", "instagramname", "instaname", "instagramhandle", "instagram", "tiktokname", "tiktokhandle",
        "tiktokername", "youtubechannel", "youtubername", "youtubehandle", "channelname", "channelinfo", "channel",
        "creator", "creatorname", "influencer", "influencername", "profile", "profilename", "displayname", "fullname", "name",
    ];

    private static readonly string[] PlatformNames =
    [
        "platform", "platformname", "network", "socialnetwork", "socialmedia", "socialmediaplatform", "socialplatform",
        "channeltype", "medium", "site",
    ];

    private static readonly string[] FollowerWords = ["follower", "subscriber", "audiencesize", "fancount"];

    // A header with one of these speaks of followers but does not count them.
    private static readonly string[] NotCounts =
    [
        "growth", "gain", "change", "delta", "lost", "new", "rate", "ratio", "percent", "pct", "per", "avg", "average", "rank",
        "fake", "real", "authentic", "quality", "hidden", "country", "gender", "age", "language", "type", "tier", "range",
        "category", "class", "bucket", "date", "url", "link", "id", "name",
    ];

    public static bool IsExact(ColumnField field, string header) => ExactRank(field, header) >= 0;

    /// <summary>Position of the header among the names for the field, the likeliest first; -1 where it is none.</summary>
    public static int ExactRank(ColumnField field, string header)
    {
        var names = field switch
        {
            ColumnField.Followers => FollowerNames,
            ColumnField.Id => IdNames,
            ColumnField.Platform => PlatformNames,
            _ => ProfileColumnNames.Of(field),
        };
        return IsShare(header) && field != ColumnField.EngagementRate ? -1 : Array.IndexOf(names, Normalize(UnitPattern().Replace(header, "")));
    }

    /// <summary>Whether the header speaks of a number of followers.</summary>
    public static bool ContainsFollowers(string header)
    {
        var name = Normalize(UnitPattern().Replace(header, ""));
        var words = WordPattern().Matches(header).Select(match => match.Value);
        return !IsShare(header)
            && Array.Exists(FollowerWords, word => name.Contains(word, StringComparison.Ordinal))
            && !words.Any(word => Array.Exists(NotCounts, not => word.Equals(not, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>What the header says its numbers are counted in: "Followers (M)", "followers in thousands".</summary>
    public static FollowerUnit UnitOf(string header)
    {
        var match = UnitPattern().Match(header);
        return match.Success ? UnitFrom(match.Groups["unit"].ValueSpan) : FollowerUnit.One;
    }

    /// <summary>Whether the header says that its numbers are percentages.</summary>
    public static bool SaysPercent(string header) =>
        IsShare(header)
        || WordPattern().Matches(header).Any(match => match.Value.Equals("percent", StringComparison.OrdinalIgnoreCase)
            || match.Value.Equals("pct", StringComparison.OrdinalIgnoreCase));

    public static string Normalize(string header)
    {
        var name = new StringBuilder(header.Length);
        foreach (var c in header)
        {
            if (char.IsLetterOrDigit(c))
            {
                name.Append(char.ToLowerInvariant(c));
            }
        }

        return name.ToString();
    }

    // "% followers" holds shares of something, whatever else it says.
    private static bool IsShare(string header) => header.Contains('%', StringComparison.Ordinal);

    private static FollowerUnit UnitFrom(ReadOnlySpan<char> unit) => char.ToLowerInvariant(unit[0]) switch
    {
        'k' or 't' => FollowerUnit.Thousand,
        'b' => FollowerUnit.Billion,
        _ => FollowerUnit.Million,
    };

    [GeneratedRegex(
        @"(?:[(\[]\s*(?:in\s+)?|\bin\s+)(?<unit>k|thousands?|thsd|m|mn|mm|mio|mill?|millions?|b|bn|billions?)\b\.?\s*[)\]]?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex UnitPattern();

    // Words of a header, those run together by capitals or underscores included: "followersGrowth", "followers_growth".
    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordPattern();
}
