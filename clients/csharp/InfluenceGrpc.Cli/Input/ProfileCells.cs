using System.Globalization;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Makes a profile of a row's cells. An empty cell, N/A and their like leave the fact out: it is never zero.</summary>
internal sealed class ProfileCells(CsvTable table, ProfileColumns columns, Platform? platform)
{
    private static readonly string[] Times =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The profile of the current row; null where it has a fault.</summary>
    public CreatorProfile? Read(out string? fault)
    {
        var profile = new CreatorProfile
        {
            CreatorId = table.Cell(columns.Found[ColumnField.Id]).Trim().ToString(),
            Platform = platform ?? (TryCell(ColumnField.Platform, out var named) ? PlatformNames.Read(named) : Platform.Unspecified),
        };
        fault = profile.CreatorId.Length == 0 ? "there is no creator id" : null;
        fault ??= ReadFollowers(profile);
        fault ??= ReadVersion(profile);
        fault ??= ReadTime(profile);
        fault ??= ReadEngagement(profile);
        fault ??= ReadShares(profile);
        fault ??= ReadSponsorship(profile);
        fault ??= TryCell(ColumnField.Prices, out var prices) ? At(ColumnField.Prices, PriceList.AddTo(profile.Prices, prices)) : null;
        return fault is null ? profile : null;
    }

    private string? ReadFollowers(CreatorProfile profile)
    {
        var count = FollowerCountParser.Parse(table.Cell(columns.Found[ColumnField.Followers]), columns.UnitOf(ColumnField.Followers));
        if (count.Value is { } followers)
        {
            profile.Followers = followers;
        }

        return At(ColumnField.Followers, count.Fault);
    }

    private string? ReadVersion(CreatorProfile profile)
    {
        if (!TryCell(ColumnField.Version, out var cell))
        {
            return null;
        }

        profile.Version = ulong.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        return version > 0 || cell.Trim('0').IsEmpty
            ? null
            : At(ColumnField.Version, $"'{CellNumbers.Shorten(cell)}' is not a version: a whole number of at least 0");
    }

    private string? ReadTime(CreatorProfile profile)
    {
        if (!TryCell(ColumnField.ObservedAt, out var cell))
        {
            return null;
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(cell, Times, CultureInfo.InvariantCulture, styles, out var time))
        {
            return At(ColumnField.ObservedAt, $"'{CellNumbers.Shorten(cell)}' is not a time, such as 2026-01-31 or 2026-01-31T12:00:00Z");
        }

        profile.ObservedAt = Timestamp.FromDateTimeOffset(time);
        return null;
    }

    private string? ReadEngagement(CreatorProfile profile)
    {
        var engagement = new Engagement();
        var fault = ReadAverage(ColumnField.AverageLikes, value => engagement.AverageLikes = value)
            ?? ReadAverage(ColumnField.AverageComments, value => engagement.AverageComments = value)
            ?? ReadAverage(ColumnField.AverageShares, value => engagement.AverageShares = value)
            ?? ReadAverage(ColumnField.AverageViews, value => engagement.AverageViews = value)
            ?? ReadAverage(ColumnField.AverageReach, value => engagement.AverageReach = value)
            ?? ReadRate(engagement)
            ?? ReadSamplePosts(engagement);
        if (engagement.CalculateSize() > 0)
        {
            profile.Engagement = engagement;
        }

        return fault;
    }

    private string? ReadAverage(ColumnField field, Action<double> set)
    {
        if (!TryCell(field, out var cell))
        {
            return null;
        }

        if (CellNumbers.TryAverage(cell, columns.UnitOf(field), out var value) is { } fault)
        {
            return At(field, fault);
        }

        set(value);
        return null;
    }

    private string? ReadRate(Engagement engagement)
    {
        if (!TryCell(ColumnField.EngagementRate, out var cell))
        {
            return null;
        }

        var percent = ColumnNames.SaysPercent(columns.Headers[columns.Found[ColumnField.EngagementRate]]);
        if (CellNumbers.TryFraction(cell, percent, out var rate) is { } fault)
        {
            return At(ColumnField.EngagementRate, fault);
        }

        engagement.Rate = rate;
        engagement.Basis = EngagementBasis.Followers;
        if (!TryCell(ColumnField.EngagementBasis, out var basis))
        {
            return null;
        }

        engagement.Basis = ColumnNames.Normalize(basis.ToString()) switch
        {
            "followers" or "follower" or "subscribers" => EngagementBasis.Followers,
            "reach" => EngagementBasis.Reach,
            "views" or "view" => EngagementBasis.Views,
            _ => EngagementBasis.Unspecified,
        };
        return engagement.Basis == EngagementBasis.Unspecified
            ? At(ColumnField.EngagementBasis, $"'{CellNumbers.Shorten(basis)}' is not a basis of engagement: followers, reach or views")
            : null;
    }

    private string? ReadSamplePosts(Engagement engagement)
    {
        if (!TryCell(ColumnField.SamplePosts, out var cell))
        {
            return null;
        }

        if (!uint.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var posts))
        {
            return At(ColumnField.SamplePosts, $"'{CellNumbers.Shorten(cell)}' is not a number of posts");
        }

        // No post was looked at: nothing is known of engagement, and nothing is said of it either.
        if (posts == 0)
        {
            return engagement.CalculateSize() == 0 ? null : At(ColumnField.SamplePosts, "0 posts cannot have given the row's engagement");
        }

        engagement.SamplePosts = posts;
        return null;
    }

    private string? ReadShares(CreatorProfile profile)
    {
        var audience = new Audience();
        var fault = ReadTopics(profile)
            ?? ReadShareList(ColumnField.Countries, audience.Countries)
            ?? ReadShareList(ColumnField.Languages, audience.Languages);
        if (audience.CalculateSize() > 0)
        {
            profile.Audience = audience;
        }

        return fault;
    }

    private string? ReadTopics(CreatorProfile profile) =>
        columns.TopicsMayBeNames && TryCell(ColumnField.Topics, out var cell) && !ShareList.Is(cell)
            ? At(ColumnField.Topics, TopicName.AddTo(profile.Topics, cell))
            : ReadShareList(ColumnField.Topics, profile.Topics);

    private string? ReadShareList(ColumnField field, MapField<string, float> shares) =>
        TryCell(field, out var cell) ? At(field, ShareList.AddTo(shares, cell)) : null;

    private string? ReadSponsorship(CreatorProfile profile)
    {
        if (!TryCell(ColumnField.SponsoredShare, out var cell))
        {
            return null;
        }

        var percent = ColumnNames.SaysPercent(columns.Headers[columns.Found[ColumnField.SponsoredShare]]);
        if (CellNumbers.TryFraction(cell, percent, out var share) is { } fault)
        {
            return At(ColumnField.SponsoredShare, fault);
        }

        profile.Sponsorship = new Sponsorship { SponsoredShare = (float)share };
        return null;
    }

    // The fault with the name of its column: a row has many, and a bad number fits several.
    private string? At(ColumnField field, string? fault) =>
        fault is null ? null : $"column '{CellNumbers.Shorten(columns.Headers[columns.Found[field]])}': {fault}";

    // False where there is no such column, or the cell does not tell.
    private bool TryCell(ColumnField field, out ReadOnlySpan<char> cell)
    {
        cell = columns.TryGet(field, out var column) ? table.Cell(column).Trim() : [];
        return !FollowerCountParser.IsMissing(cell);
    }
}
