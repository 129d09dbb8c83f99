namespace InfluenceGrpc.Core.Faults;

/// <summary>Collects every fault of one message, so that a caller learns them all at once. Not thread safe.</summary>
public sealed class FaultList
{
    /// <summary>Faults kept; what comes after is counted and summed up in one last fault, so that an answer stays small.</summary>
    public const int MaxKept = 256;

    private List<Fault>? kept;

    /// <summary>All faults found, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>True while nothing is wrong.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Notes one fault.</summary>
    public void Add(string path, FaultCode code, string message) => Add(new Fault(path, code, message));

    /// <summary>Notes one fault.</summary>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Count++;
        if (Count <= MaxKept)
        {
            (kept ??= []).Add(fault);
        }
    }

    /// <summary>Notes a rule's verdict at a path.</summary>
    internal void Add(string path, Violation violation) => Add(path, violation.Code, violation.Message);

    /// <summary>The faults in the order found; after <see cref="MaxKept"/> one more that says how many are not listed.</summary>
    public IReadOnlyList<Fault> ToList()
    {
        if (kept is null)
        {
            return [];
        }

        return Count <= MaxKept
            ? kept.ToArray()
            : [.. kept, new Fault("", FaultCode.NotListed, $"{Count - MaxKept} more faults are not listed.")];
    }
}
