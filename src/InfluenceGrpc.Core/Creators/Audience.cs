namespace InfluenceGrpc.Core.Creators;

/// <summary>Who the audience is. Every distribution may leave a remainder unlisted.</summary>
public sealed record Audience
{
    internal Audience()
    {
    }

    /// <summary>ISO 3166-1 alpha-2 code to share.</summary>
    public Distribution? Countries { get; init; }

    /// <summary>Region to share; ISO 3166-2 codes such as NO-03 are recommended, any name is taken.</summary>
    public Distribution? Regions { get; init; }

    /// <summary>BCP 47 tag to share.</summary>
    public Distribution? Languages { get; init; }

    /// <summary>Topic path to share.</summary>
    public Distribution? Interests { get; init; }

    public EnumShares<AgeBand>? Ages { get; init; }

    public EnumShares<Gender>? Genders { get; init; }

    /// <summary>Share of real people, [0, 1].</summary>
    public double? AuthenticShare { get; init; }

    /// <summary>Share of people who decide on or buy what the campaign sells, [0, 1].</summary>
    public double? DecisionMakerShare { get; init; }

    public AudienceBase Base { get; init; }
}
