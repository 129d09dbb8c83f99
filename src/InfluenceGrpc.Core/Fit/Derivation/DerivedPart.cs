namespace InfluenceGrpc.Core.Fit.Derivation;

/// <summary>One part of a brief that lists keys and weights.</summary>
/// <param name="path">Path of the part in the brief.</param>
/// <param name="name">What it is made of, for people.</param>
/// <param name="examples">What the examples tell of it.</param>
/// <param name="background">What the request's own background tells of it.</param>
internal sealed class DerivedPart(string path, string name, KeyCounts examples, KeyCounts background)
{
    /// <summary>The weights of what is taken up, and word of it; null where nothing is.</summary>
    /// <param name="ranked">All lifts, strongest first.</param>
    /// <param name="counts">Which of them are taken up.</param>
    /// <param name="weight">The weight of one, [0, 1].</param>
    /// <param name="most">Most that are taken up.</param>
    /// <param name="weighed">Whether the model gives the part a weight: without one it asks for nothing, and is left out.</param>
    /// <param name="evidence">Takes what the part rests on.</param>
    public KeyValuePair<string, double>[]? Choose(
        Lift[] ranked, Func<Lift, bool> counts, Func<Lift, double> weight, int most, bool weighed, List<BriefEvidence> evidence)
    {
        Lift[] taken = weighed ? [.. ranked.Where(counts).Take(most)] : [];
        Lift[] told = [.. (taken.Length > 0 ? taken : ranked).Take(DerivationLimits.MaxLifts)];
        evidence.Add(new BriefEvidence(path, examples.Tellers, taken.Length > 0, told, Sentence(ranked.Length, taken.Length, weighed)));
        return taken.Length == 0 ? null : Array.ConvertAll(taken, lift => KeyValuePair.Create(lift.Key, weight(lift)));
    }

    private string Sentence(int found, int taken, bool weighed)
    {
        var said = examples.Tellers == 0 ? $"No example tells its {name}."
            : found == 0 ? $"{examples.Tellers} examples tell their {name}, and nothing to compare them with is known."
            : !weighed ? $"{examples.Tellers} examples tell their {name}, which the model gives no weight."
            : taken == 0 ? $"{examples.Tellers} examples tell their {name}; none of these says enough to be taken up."
            : $"{examples.Tellers} examples tell their {name}; {taken} of {found} are taken up.";
        return examples.IsFull || background.IsFull
            ? $"{said} There were more than {DerivationLimits.MaxKeys} different ones; those that came later are not counted."
            : said;
    }
}
