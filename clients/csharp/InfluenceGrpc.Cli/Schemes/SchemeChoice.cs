using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Schemes;

/// <summary>The schemes to classify under.</summary>
/// <param name="Selection">As the server is asked.</param>
/// <param name="GoByPlatform">Whether one of them is for one platform only.</param>
internal sealed record SchemeChoice(TierSchemeSelection Selection, bool GoByPlatform)
{
    private const string All = "all";

    /// <summary>The most that the contract allows in a request.</summary>
    private const int MaxSchemes = 16;

    /// <summary>Finds what the user names among what the server has.</summary>
    /// <param name="wish">What the user names.</param>
    /// <param name="server">What the server has.</param>
    /// <param name="byFollowersOnly">Whether only follower counts will be sent, which some schemes do not go by.</param>
    /// <exception cref="InputException">A scheme is unknown, goes by more than is sent, or they are too many.</exception>
    public static SchemeChoice Of(SchemeWish wish, ListTierSchemesResponse server, bool byFollowersOnly)
    {
        var own = wish.File is { } file ? ReadFile(file) : null;
        var chosen = Named(wish.Ids, server, byFollowersOnly);
        var count = chosen.Count + (own is null ? 0 : 1);
        if (count > MaxSchemes)
        {
            throw new InputException(
                $"{count} schemes are more than {MaxSchemes} at once: name fewer with --scheme. Known: {Listed(server)}.");
        }

        if (byFollowersOnly && chosen.Append(own).FirstOrDefault(IsRelational) is { } relational)
        {
            throw new InputException(
                $"The scheme '{relational.Id}' goes by a creator's relation to the audience, which follower counts do not tell.");
        }

        var asked = count == 0 ? server.Schemes.Where(scheme => scheme.Id == server.DefaultSchemeId) : chosen.Append(own);
        return new SchemeChoice(
            new TierSchemeSelection { SchemeIds = { chosen.Select(scheme => scheme.Id) }, InlineScheme = own },
            asked.Any(scheme => scheme is { Platform: not Platform.Unspecified }));
    }

    /// <exception cref="InputException">The server has no such scheme.</exception>
    public static TierScheme Find(string id, ListTierSchemesResponse server) =>
        server.Schemes.FirstOrDefault(scheme => scheme.Id == id)
        ?? throw new InputException($"There is no scheme '{id}'. Known: {Listed(server)}.");

    private static List<TierScheme> Named(IReadOnlyList<string> ids, ListTierSchemesResponse server, bool byFollowersOnly) =>
        ids.Contains(All)
            ? [.. server.Schemes.Where(scheme => !byFollowersOnly || !IsRelational(scheme))]
            : [.. ids.Select(id => Find(id, server))];

    private static bool IsRelational(TierScheme? scheme) => scheme is { Kind: TierSchemeKind.Relational };

    private static TierScheme ReadFile(string path)
    {
        try
        {
            return TierScheme.Parser.ParseJson(File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new InputException($"{path} is not a scheme: {fault.Message}");
        }
    }

    private static string Listed(ListTierSchemesResponse server) => string.Join(", ", server.Schemes.Select(scheme => scheme.Id));
}
