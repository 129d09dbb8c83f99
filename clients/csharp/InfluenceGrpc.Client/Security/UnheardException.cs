namespace InfluenceGrpc.Client.Security;

/// <summary>The server ended an encrypted connection before its first word: most likely it refuses our certificate, or wants one.</summary>
/// <remarks>An <see cref="IOException"/>, so that the call is UNAVAILABLE and tried again: a server that stops may end one in that moment too.</remarks>
internal sealed class UnheardException(string message, IOException fault) : IOException(message, fault);
