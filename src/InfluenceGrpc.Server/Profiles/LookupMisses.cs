namespace InfluenceGrpc.Server.Profiles;

/// <summary>The ids of a look-up that memory did not answer, each once, and the items that ask for them.</summary>
internal sealed class LookupMisses
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<int> firstItems = [];
    private readonly List<(int Item, int Other)> repeats = [];

    /// <summary>The ids.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>Adds an id.</summary>
    /// <param name="ids">All of the look-up.</param>
    /// <param name="item">Its number.</param>
    public void Add(CreatorIdList ids, int item)
    {
        if (places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(ids[item], out var place))
        {
            repeats.Add((item, firstItems[place]));
            return;
        }

        var id = ids.Text(item);
        places.Add(id, Ids.Count);
        Ids.Add(id);
        firstItems.Add(item);
    }

    /// <summary>Number of the first item that asks for an id.</summary>
    public int ItemOf(int place) => firstItems[place];

    /// <summary>All ids are answered: so are the items that ask for one again.</summary>
    public void Repeat(IProfileTaker taker)
    {
        foreach (var (item, other) in repeats)
        {
            taker.Repeat(item, other);
        }
    }
}
