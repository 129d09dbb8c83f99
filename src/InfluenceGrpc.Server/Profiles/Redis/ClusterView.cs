using System.Globalization;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>The cluster as one of its nodes sees it at one moment. Immutable.</summary>
internal sealed class ClusterView
{
    private ClusterView(IReadOnlyList<ClusterMaster> masters, long epoch)
    {
        Masters = masters;
        Epoch = epoch;
        Signature = string.Join('\n', masters.Select(master => $"{master.Id} {master.Address} {string.Join(' ', master.Slots)}"));
    }

    /// <summary>The same for views of the same masters with the same slots.</summary>
    public string Signature { get; }

    /// <summary>The masters, also those that are lost but not replaced yet.</summary>
    public IReadOnlyList<ClusterMaster> Masters { get; }

    /// <summary>
    /// The highest configuration epoch that the node has heard of. Every failover and every move of a slot makes a higher
    /// one, so of two views that differ the one with the higher epoch is the newer.
    /// </summary>
    public long Epoch { get; }

    /// <summary>Reads the answer to CLUSTER NODES.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="askedAt">Where the node was asked: its address where it does not know its own.</param>
    public static ClusterView Read(string text, NodeAddress askedAt)
    {
        var masters = new List<ClusterMaster>();
        var epoch = 0L;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // id address flags master ping pong epoch link slots...
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 8 || !long.TryParse(fields[6], NumberStyles.None, CultureInfo.InvariantCulture, out var own))
            {
                continue;
            }

            epoch = Math.Max(epoch, own);
            var flags = fields[2].Split(',');
            if (IsMaster(flags, hasSlots: fields.Length > 8) && Address(fields[1], flags, askedAt) is { } address)
            {
                masters.Add(new(fields[0], address, [.. fields.Skip(8).Select(Slots).OfType<SlotRange>()]));
            }
        }

        // In an order of their own: each node names itself first.
        return new([.. masters.OrderBy(master => master.Id, StringComparer.Ordinal)], epoch);
    }

    // A master that failed and was replaced stays on the list for ever, without slots. One without slots that did not fail
    // may be given some at any moment.
    private static bool IsMaster(string[] flags, bool hasSlots) =>
        flags.Contains("master") && (hasSlots || !flags.Contains("fail")) && !flags.Contains("noaddr") && !flags.Contains("handshake");

    // 10.0.0.5:6379@16379,name: the name, where the cluster announces one, is what certificates are made out to.
    private static NodeAddress? Address(string text, string[] flags, NodeAddress askedAt)
    {
        var parts = text.Split(',');
        if (NodeAddress.Read(parts[0].Split('@')[0]) is not { } address)
        {
            return null;
        }

        var name = parts.Length > 1 && !parts[1].Contains('=', StringComparison.Ordinal) ? parts[1] : "";
        return name.Length > 0 ? address with { Host = name }
            : address.Host.Length > 0 ? address
            : flags.Contains("myself") ? address with { Host = askedAt.Host }
            : null;
    }

    // 0-5460 or 5461; [93->-id] and [93-<-id] tell of moves under way.
    private static SlotRange? Slots(string text)
    {
        var ends = text.Split('-');
        return text[0] != '[' && Slot(ends[0]) is { } first && Slot(ends[^1]) is { } last && first <= last ? new(first, last) : null;
    }

    private static int? Slot(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var slot) && slot < HashSlots.Count ? slot : null;
}
