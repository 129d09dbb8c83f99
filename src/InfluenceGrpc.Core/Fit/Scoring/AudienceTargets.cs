using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>The dimensions of the audience that a brief asks for.</summary>
internal static class AudienceTargets
{
    /// <summary>As the model names a dimension.</summary>
    public static string NameOf(AudienceDimension dimension) => dimension switch
    {
        AudienceDimension.Countries => "countries",
        AudienceDimension.Regions => "regions",
        AudienceDimension.Languages => "languages",
        AudienceDimension.Interests => "interests",
        AudienceDimension.Ages => "ages",
        AudienceDimension.Genders => "genders",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, message: null),
    };

    /// <summary>In the order of their numbers.</summary>
    public static IAudienceTarget[] Of(TargetAudience audience)
    {
        var targets = new List<IAudienceTarget>();
        if (audience.Countries is { } countries)
        {
            targets.Add(new KeyTarget(AudienceDimension.Countries, countries, it => it.Countries));
        }

        if (audience.Regions is { } regions)
        {
            targets.Add(new KeyTarget(AudienceDimension.Regions, regions, it => it.Regions));
        }

        if (audience.Languages is { } languages)
        {
            targets.Add(new PrefixTarget(AudienceDimension.Languages, new(languages, '-', ignoreCase: true), it => it.Languages));
        }

        if (audience.Interests is { } interests)
        {
            targets.Add(new PrefixTarget(AudienceDimension.Interests, new(interests, '/', ignoreCase: false), it => it.Interests));
        }

        if (audience.Ages is { } ages)
        {
            targets.Add(new GroupTarget<Creators.AgeBand>(AudienceDimension.Ages, ages, it => it.Ages));
        }

        if (audience.Genders is { } genders)
        {
            targets.Add(new GroupTarget<Creators.Gender>(AudienceDimension.Genders, genders, it => it.Genders));
        }

        return [.. targets];
    }
}
