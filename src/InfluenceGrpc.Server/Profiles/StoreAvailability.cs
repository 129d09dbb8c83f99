namespace InfluenceGrpc.Server.Profiles;

/// <summary>Whether the profile store answers. Set by the store; followed by health.</summary>
internal sealed class StoreAvailability
{
    private readonly Lock gate = new();
    private Action<bool>? followers;
    private bool isUp;

    /// <summary>Whether the store answers.</summary>
    public bool IsUp
    {
        get
        {
            lock (gate)
            {
                return isUp;
            }
        }
    }

    /// <summary>How many lines to the store are not asked now because they failed; 0 for a store without lines.</summary>
    public int OpenCircuits => CountOpenCircuits?.Invoke() ?? 0;

    /// <summary>Counts them; set by a store that has lines, and called from any thread.</summary>
    public Func<int>? CountOpenCircuits { private get; set; }

    /// <summary>Tells a follower how it is, now and at every change; one call at a time, in order.</summary>
    public void Follow(Action<bool> follower)
    {
        lock (gate)
        {
            followers += follower;
            follower(isUp);
        }
    }

    /// <summary>Notes whether the store answers. Returns whether that is news.</summary>
    public bool Set(bool up)
    {
        lock (gate)
        {
            if (isUp == up)
            {
                return false;
            }

            isUp = up;
            followers?.Invoke(up);
            return true;
        }
    }
}
