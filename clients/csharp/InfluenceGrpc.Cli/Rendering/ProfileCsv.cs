using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Type;
using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>
/// Profiles for programs, a creator a row, in the columns that <c>profiles import</c> reads back. What these columns cannot hold (ages, brands,
/// safety flags and more) is in the JSON alone.
/// </summary>
internal sealed class ProfileCsv(TextWriter writer)
{
    private readonly CsvSheet sheet = new(
        writer,
        "creator_id", "platform", "followers", "version", "observed_at", "avg_likes", "avg_comments", "avg_shares", "avg_views", "avg_reach",
        "engagement_rate", "engagement_basis", "sample_posts", "topics", "countries", "languages", "sponsored_share", "prices");

    public void Write(CreatorProfile profile)
    {
        var engagement = profile.Engagement ?? new Engagement();
        sheet.Row(
            profile.CreatorId,
            profile.Platform == Platform.Unspecified ? null : ContractName.Of(profile.Platform),
            profile.HasFollowers ? profile.Followers : null,
            profile.Version == 0 ? null : profile.Version,
            profile.ObservedAt is { } time ? JsonFormatter.ToDiagnosticString(time).Trim('"') : null,
            engagement.HasAverageLikes ? engagement.AverageLikes : null,
            engagement.HasAverageComments ? engagement.AverageComments : null,
            engagement.HasAverageShares ? engagement.AverageShares : null,
            engagement.HasAverageViews ? engagement.AverageViews : null,
            engagement.HasAverageReach ? engagement.AverageReach : null,
            engagement.HasRate ? engagement.Rate : null,
            engagement.Basis == EngagementBasis.Unspecified ? null : ContractName.Of(engagement.Basis),
            engagement.HasSamplePosts ? engagement.SamplePosts : null,
            Shares(profile.Topics),
            Shares(profile.Audience?.Countries),
            Shares(profile.Audience?.Languages),
            profile.Sponsorship is { HasSponsoredShare: true } sponsorship ? sponsorship.SponsoredShare : null,
            string.Join('|', profile.Prices.Select(price => $"{ContractName.Of(price.Deliverable)}:{Amount(price.Amount)} {price.Amount.CurrencyCode}")));
    }

    private static string Shares(MapField<string, float>? shares) => string.Join(
        '|',
        (shares ?? []).OrderBy(share => share.Key, StringComparer.Ordinal).Select(share => $"{share.Key}:{Digits(share.Value)}"));

    // Never 1E-05, which people's programs may not read.
    private static string Digits(float share) => ((decimal)share).ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Amount(Money money) => (money.Units + (money.Nanos / 1e9m)).ToString("0.#########", CultureInfo.InvariantCulture);
}
