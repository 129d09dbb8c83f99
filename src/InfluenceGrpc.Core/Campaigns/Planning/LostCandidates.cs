namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Candidates that were given up: the most that one of them adds, and adds per unit of currency.</summary>
internal sealed class LostCandidates
{
    /// <summary>0 where there are none.</summary>
    public double MostGain { get; private set; }

    /// <summary>0 where there are none; without end where one costs nothing.</summary>
    public double MostGainPerPrice { get; private set; }

    /// <summary>Whether there are any.</summary>
    public bool Any => MostGain > 0;

    /// <summary>Gives one up.</summary>
    public void Add(double gain, double price)
    {
        MostGain = Math.Max(MostGain, gain);
        MostGainPerPrice = Math.Max(MostGainPerPrice, gain / price);
    }
}
