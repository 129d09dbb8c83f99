using InfluenceGrpc.Server.Admission;

namespace InfluenceGrpc.Server.Security;

/// <summary>Who calls, and what they may ask for.</summary>
/// <param name="Name">As the settings name the caller; told in errors and metrics, and no secret.</param>
/// <param name="Scopes">What the caller may ask for.</param>
/// <param name="Rate">How many items a second; one for all the caller's connections.</param>
internal sealed record Caller(string Name, Scopes Scopes, ItemRate Rate)
{
    /// <summary>Whoever calls from this machine where nobody need say who they are.</summary>
    public static readonly Caller Anonymous = new("anonymous", Scopes.All, ItemRate.Unlimited);

    /// <summary>Whoever made a call, as the gate in front of every call found out; null of calls that are answered to anybody.</summary>
    public static Caller? Of(HttpContext context) => context.Features.Get<Caller>();
}
