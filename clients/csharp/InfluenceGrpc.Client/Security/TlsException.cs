using System.Security.Authentication;

namespace InfluenceGrpc.Client.Security;

/// <summary>A connection could not be encrypted, and what that is due to.</summary>
/// <remarks>Of this class, and not an <see cref="IOException"/>: those are tried again, and none of these would pass.</remarks>
internal sealed class TlsException(ConnectionFault fault, string message, Exception? innerException = null)
    : AuthenticationException(message, innerException)
{
    public ConnectionFault Fault { get; } = fault;
}
