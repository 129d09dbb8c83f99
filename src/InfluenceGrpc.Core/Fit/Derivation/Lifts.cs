using InfluenceGrpc.Core.Numerics;

namespace InfluenceGrpc.Core.Fit.Derivation;

/// <summary>Lifts of one kind of keys.</summary>
/// <param name="examples">What the examples tell.</param>
/// <param name="backgroundShare">Mean share of a key in the background; 0 where it does not occur there.</param>
/// <param name="backgroundSize">How many creators the background has. A key that occurs with none of them is taken for one that
/// would with the next.</param>
/// <param name="smoothing">Creators in the background that every lift is smoothed by.</param>
internal sealed class Lifts(KeyCounts examples, Func<string, double> backgroundShare, double backgroundSize, double smoothing)
{
    /// <summary>The lifts of all keys that examples have, in no order.</summary>
    public IEnumerable<Lift> All() => examples.Keys.Select(Of);

    private Lift Of(string key)
    {
        var (mean, usual) = (examples.MeanOf(key), backgroundShare(key));
        var floor = Math.Max(usual, 1 / (backgroundSize + 1));
        var ratio = ((examples.Tellers * mean) + (smoothing * floor)) / ((examples.Tellers + smoothing) * floor);
        return new Lift(key, mean, usual, ratio, PortableMath.Log(ratio));
    }
}
