namespace InfluenceGrpc.Core.Fit.Briefs.Drafts;

/// <inheritdoc cref="SizePreference"/>
public sealed record SizePreferenceDraft
{
    /// <summary>0 counts as not given.</summary>
    public double Followers { get; init; }

    /// <summary>0 counts as not given.</summary>
    public double LogSpread { get; init; }
}
