using InfluenceGrpc.Server.Security;

namespace InfluenceGrpc.Server.Admission;

/// <summary>What a method asks of whoever calls it.</summary>
/// <param name="Scope">What the caller must be allowed; None where being known is enough.</param>
/// <param name="Kind">How the call weighs.</param>
/// <param name="IsPublic">Whether whoever asks is answered, known or not.</param>
internal readonly record struct MethodRule(Scopes Scope, CallKind Kind, bool IsPublic = false)
{
    /// <summary>Whether what is sent is a name or two, and may be no larger.</summary>
    public bool IsQuestion => Kind is CallKind.Free or CallKind.Watch;
}
