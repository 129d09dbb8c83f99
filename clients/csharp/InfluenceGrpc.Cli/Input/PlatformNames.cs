using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Platforms by the names that people give them.</summary>
internal static class PlatformNames
{
    private static readonly Dictionary<string, Platform> Known = new(StringComparer.Ordinal)
    {
        [""] = Platform.Unspecified,
        ["unspecified"] = Platform.Unspecified,
        ["instagram"] = Platform.Instagram,
        ["insta"] = Platform.Instagram,
        ["ig"] = Platform.Instagram,
        ["tiktok"] = Platform.Tiktok,
        ["tt"] = Platform.Tiktok,
        ["youtube"] = Platform.Youtube,
        ["yt"] = Platform.Youtube,
        ["x"] = Platform.X,
        ["twitter"] = Platform.X,
        ["xtwitter"] = Platform.X,
        ["twitterx"] = Platform.X,
        ["facebook"] = Platform.Facebook,
        ["fb"] = Platform.Facebook,
        ["twitch"] = Platform.Twitch,
        ["linkedin"] = Platform.Linkedin,
        ["pinterest"] = Platform.Pinterest,
        ["snapchat"] = Platform.Snapchat,
        ["snap"] = Platform.Snapchat,
        ["threads"] = Platform.Threads,
        ["other"] = Platform.Other,
    };

    /// <summary>Names for --platform, as help lists them.</summary>
    public static IReadOnlyList<string> Listed { get; } =
        ["instagram", "tiktok", "youtube", "x", "facebook", "twitch", "linkedin", "pinterest", "snapchat", "threads", "other"];

    /// <summary>The platform that a cell names; <see cref="Platform.Other"/> for a name unknown here.</summary>
    public static Platform Read(ReadOnlySpan<char> cell) => Find(cell.ToString()) ?? Platform.Other;

    public static Platform? Find(string name) => Known.TryGetValue(ColumnNames.Normalize(name), out var platform) ? platform : null;
}
