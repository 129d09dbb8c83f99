namespace InfluenceGrpc.Standins.Tests.Hosting;

/// <summary>How long a test waits for what should happen at once.</summary>
internal static class Limits
{
    internal static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
}
