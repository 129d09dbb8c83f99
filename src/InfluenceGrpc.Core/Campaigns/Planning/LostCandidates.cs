namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Candidates that were given up, in figures that bound what they could have added.</summary>
internal sealed class LostCandidates
{
    /// <summary>The most that one of them adds; 0 where there are none.</summary>
    public double MostGain { get; private set; }

    /// <summary>The most that one of them adds per unit of currency, apart from the free ones; 0 where there are none.</summary>
    public double MostGainPerPrice { get; private set; }

    /// <summary>The most that one of them adds that costs nothing; 0 where there are none.</summary>
    public double MostFreeGain { get; private set; }

    /// <summary>Whether there are any.</summary>
    public bool Any => MostGain > 0;

    /// <summary>Gives one up.</summary>
    /// <param name="gain">What it adds to the must-haves, above 0.</param>
    /// <param name="price">[0, ∞).</param>
    public void Add(double gain, double price)
    {
        MostGain = Math.Max(MostGain, gain);
        if (price > 0)
        {
            MostGainPerPrice = Math.Max(MostGainPerPrice, gain / price);
        }
        else
        {
            MostFreeGain = Math.Max(MostFreeGain, gain);
        }
    }
}
