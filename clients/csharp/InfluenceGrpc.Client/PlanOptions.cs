namespace InfluenceGrpc.Client;

/// <summary>How much of a planning to have under way; what to plan is in its config.</summary>
public sealed class PlanOptions : WholeStreamOptions;
