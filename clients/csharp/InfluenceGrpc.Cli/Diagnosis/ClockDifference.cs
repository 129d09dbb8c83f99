using System.Globalization;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>
/// How far the server's clock is from this machine's, as far as its dates tell: they are in whole seconds and up to a second old. What is
/// certain is an interval, which each call makes narrower.
/// </summary>
internal sealed class ClockDifference
{
    /// <summary>Dates are cut off to whole seconds, and may have been looked up a second before.</summary>
    private static readonly TimeSpan Coarseness = TimeSpan.FromSeconds(2);

    // Beyond this, ages of profiles and validities of certificates are judged otherwise there than here.
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(5);

    private ClockDifference(TimeSpan least, TimeSpan most) => (Least, Most) = (least, most);

    /// <summary>The server's clock is ahead by this at least; negative where it may be behind.</summary>
    public TimeSpan Least { get; }

    /// <summary>The server's clock is ahead by this at most.</summary>
    public TimeSpan Most { get; }

    /// <summary>By several calls; null where none of them told a date, or this machine's clock was set between them.</summary>
    public static ClockDifference? Of(IEnumerable<ServerPing> pings)
    {
        var told = pings.Where(ping => ping.ServerDate is not null).ToList();
        if (told.Count == 0)
        {
            return null;
        }

        var least = told.Max(ping => ping.ServerDate!.Value - (ping.SentAt + ping.RoundTrip));
        var most = told.Min(ping => ping.ServerDate!.Value + Coarseness - ping.SentAt);
        return least <= most ? new ClockDifference(least, most) : null;
    }

    public Finding Judge()
    {
        var found = Most < TimeSpan.Zero ? $"the server's clock is behind this machine's by {Seconds(-Most)} at least and {Seconds(-Least)} at most"
            : Least > TimeSpan.Zero ? $"the server's clock is ahead of this machine's by {Seconds(Least)} at least and {Seconds(Most)} at most"
            : $"no difference to be seen: {Seconds(-Least)} behind at most, {Seconds(Most)} ahead at most";
        found += " (by the dates of its answers, in whole seconds)";
        return Least > Bearable || Most < -Bearable
            ? Finding.Note(CheckNames.Clock, found, "set both clocks by the same time servers: ages of profiles and certificates go by them")
            : Finding.Ok(CheckNames.Clock, found);
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:#,0.0} s");
}
