using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Core.Fit.Ranking;

/// <summary>What a ranking tells of one creator: taken out of figures that are filled in again for the next one.</summary>
public sealed class ScoredCreator
{
    private readonly double[] contributions;

    private ScoredCreator(string creatorId, FitFigures figures)
    {
        CreatorId = creatorId;
        Score = figures.Score;
        Lower = figures.Lower;
        Upper = figures.Upper;
        Coverage = figures.Coverage;
        TargetShare = figures.TargetShare?.Share;
        Ineligibilities = figures.Ineligibilities;
        Cautions = figures.Cautions;
        contributions = new double[FitComponents.Count];
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] = figures.Components[i].Contribution;
        }
    }

    /// <summary>Whom it is about.</summary>
    public string CreatorId { get; }

    /// <inheritdoc cref="FitFigures.Score"/>
    public double Score { get; }

    /// <inheritdoc cref="FitFigures.Lower"/>
    public double Lower { get; }

    /// <inheritdoc cref="FitFigures.Upper"/>
    public double Upper { get; }

    /// <inheritdoc cref="FitFigures.Coverage"/>
    public double Coverage { get; }

    /// <summary>The share of the audience that is wanted, [0, 1]; null where the brief asks for no audience, or nothing
    /// is known of what it asks for.</summary>
    public double? TargetShare { get; }

    /// <summary>Points that each component adds, in the order of their numbers; 0 for those that are no part of the score.</summary>
    public ReadOnlySpan<double> Contributions => contributions;

    /// <inheritdoc cref="FitFigures.Ineligibilities"/>
    public FlagSet<IneligibilityReason> Ineligibilities { get; }

    /// <inheritdoc cref="FitFigures.Cautions"/>
    public FlagSet<CautionFlag> Cautions { get; }

    /// <summary>Takes out of figures what a ranking tells.</summary>
    /// <param name="creatorId">Whom they are about; a valid id.</param>
    /// <param name="figures">Figures with a score.</param>
    public static ScoredCreator Of(string creatorId, FitFigures figures)
    {
        ArgumentNullException.ThrowIfNull(creatorId);
        ArgumentNullException.ThrowIfNull(figures);
        return new ScoredCreator(creatorId, figures);
    }
}
