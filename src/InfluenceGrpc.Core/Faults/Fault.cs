namespace InfluenceGrpc.Core.Faults;

/// <summary>One thing wrong with what a caller gave, as a value: the caller's fault is never an exception.</summary>
/// <param name="Path">The field, as the proto3 JSON mapping names it: <c>tiers[2].lowerFollowers</c>,
/// <c>audience.countries["XX"]</c>. Empty for the whole message.</param>
/// <param name="Code">What kind of fault it is; stable.</param>
/// <param name="Message">One English sentence: what was wrong and what would be right.</param>
public sealed record Fault(string Path, FaultCode Code, string Message)
{
    /// <summary>The same fault seen from the message that holds this one, for example under <c>profiles[3]</c>.</summary>
    public Fault Under(string parent) => this with { Path = FaultPath.Join(parent, Path) };
}
