namespace InfluenceGrpc.Core.Tiers;

/// <summary>How far several schemes agree about one creator, on the canonical scale.</summary>
/// <param name="Majority">The canonical tier most schemes give; <see cref="CanonicalTier.Unspecified"/> when most leave the
/// creator unranked. Of equally frequent answers the lower, unranked being the lowest.</param>
/// <param name="MajorityVotes">Schemes that give it, at least 1.</param>
/// <param name="Votes">Schemes that give any answer, at least 1.</param>
public sealed record SchemeAgreement(CanonicalTier Majority, int MajorityVotes, int Votes)
{
    /// <summary>True when most schemes leave the creator unranked.</summary>
    public bool MajorityIsUnranked => Majority == CanonicalTier.Unspecified;

    /// <summary>The share of the votes the majority has, (0, 1]; 1 for a single vote.</summary>
    public double Agreement => (double)MajorityVotes / Votes;

    /// <summary>Counts the votes; null when no scheme gave one. Abstaining are schemes with too little evidence or for another
    /// platform, and tiers that say nothing about size (canonical unspecified).</summary>
    public static SchemeAgreement? Of(IEnumerable<TierClassification> classifications)
    {
        ArgumentNullException.ThrowIfNull(classifications);
        Span<int> votes = stackalloc int[(int)CanonicalTier.Celebrity + 1];
        var total = 0;
        foreach (var classification in classifications)
        {
            if (Vote(classification) is { } vote)
            {
                votes[(int)vote]++;
                total++;
            }
        }

        var majority = 0;
        for (var i = 1; i < votes.Length; i++)
        {
            majority = votes[i] > votes[majority] ? i : majority;
        }

        return total == 0 ? null : new SchemeAgreement((CanonicalTier)majority, votes[majority], total);
    }

    /// <summary>Unspecified stands for "unranked"; null abstains.</summary>
    private static CanonicalTier? Vote(TierClassification classification) => classification switch
    {
        { Tier.Canonical: not CanonicalTier.Unspecified } => classification.Tier.Canonical,
        { Reason: UnrankedReason.BelowLowest or UnrankedReason.Gap or UnrankedReason.AboveHighest, Scheme.Relational: null } =>
            CanonicalTier.Unspecified,
        _ => null,
    };
}
