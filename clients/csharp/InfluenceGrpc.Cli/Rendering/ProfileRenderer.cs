using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Influence.V1;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>A profile for people: the figures most asked for, and which others there are.</summary>
internal sealed class ProfileRenderer(Ink ink)
{
    private const int MostShares = 5;

    public void Render(CreatorProfile profile, DataStatus status)
    {
        var marks = status switch
        {
            DataStatus.OutsideMaxAge => "  [yellow]older than asked for[/]",
            DataStatus.Degraded => "  [yellow]from memory: the store does not answer[/]",
            _ => "",
        };
        ink.Line($"[bold]{Ink.Plain(profile.CreatorId)}[/]  version {profile.Version}{marks}");
        var platform = profile.Platform == Platform.Unspecified ? "unknown" : profile.Platform.ToString().ToLowerInvariant();
        Line("platform", platform);
        Line("observed", profile.ObservedAt is { } time ? JsonFormatter.ToDiagnosticString(time).Trim('"') : "unknown");
        Line("followers", profile.HasFollowers ? Figures.Count(profile.Followers) : "unknown");
        if (profile.Engagement is { } engagement)
        {
            Line("engagement", Describe(engagement));
        }

        Shares("topics", profile.Topics);
        Shares("countries", profile.Audience?.Countries);
        Shares("languages", profile.Audience?.Languages);
        var others = new (string Name, bool IsThere)[]
        {
            ("sponsorship", profile.Sponsorship is not null),
            ("brands", profile.BrandRelations.Count > 0),
            ("responsiveness", profile.Responsiveness is not null),
            ("prices", profile.Prices.Count > 0),
            ("safety flags", profile.SafetyFlags.Count > 0),
        };
        if (others.Any(other => other.IsThere))
        {
            Line("also kept", $"{string.Join(", ", others.Where(other => other.IsThere).Select(other => other.Name))}; --json shows all");
        }
    }

    private static string Describe(Engagement engagement)
    {
        List<string> facts = [];
        if (engagement.HasRate)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"{engagement.Rate:0.## %} of {engagement.Basis.ToString().ToLowerInvariant()}"));
        }

        Add(engagement.HasAverageLikes, engagement.AverageLikes, "likes");
        Add(engagement.HasAverageComments, engagement.AverageComments, "comments");
        Add(engagement.HasAverageShares, engagement.AverageShares, "shares");
        Add(engagement.HasAverageViews, engagement.AverageViews, "views");
        Add(engagement.HasAverageReach, engagement.AverageReach, "reached");
        var posts = engagement.HasSamplePosts ? $", over {Figures.Count(engagement.SamplePosts)} posts" : "";
        return $"{string.Join(", ", facts)}{posts}";

        void Add(bool isThere, double value, string of)
        {
            if (isThere)
            {
                facts.Add(string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##} {of}"));
            }
        }
    }

    private void Shares(string name, MapField<string, float>? shares)
    {
        if (shares is not { Count: > 0 })
        {
            return;
        }

        var largest = shares.OrderByDescending(share => share.Value).ThenBy(share => share.Key, StringComparer.Ordinal).Take(MostShares);
        var more = shares.Count > MostShares ? $", and {shares.Count - MostShares} more" : "";
        Line(name, string.Join(", ", largest.Select(share => $"{share.Key} {Figures.Percent(share.Value)}")) + more);
    }

    private void Line(string name, string text) => ink.Line($"  {name,-12}{Ink.Plain(text)}");
}
