using System.Globalization;
using System.Runtime.InteropServices;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>A message of this server's to itself: who hears it has heard everything that its node published before.</summary>
/// <param name="Number">Counts the beats of one node from 1.</param>
/// <param name="SentAt">When it was sent, as a timestamp of the clock.</param>
/// <param name="Epoch">The lease's epoch then.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Beat(long Number, long SentAt, int Epoch)
{
    /// <summary>First character of every beat; no creator id holds it, and no list of them begins with it.</summary>
    public const char Mark = '\n';

    /// <summary>How it is published.</summary>
    public string Message(string serverName) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{serverName} {Number}");

    /// <summary>The number of a beat of this server; null where the message is another server's.</summary>
    public static long? Read(string message, string serverName)
    {
        var space = message.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && message.AsSpan(1, space - 1).SequenceEqual(serverName)
            && long.TryParse(message.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }
}
