namespace InfluenceGrpc.Server.Profiles;

/// <summary>The profile store can never be opened as it is set. The message is for people and says what to do.</summary>
internal sealed class StoreStartException(string message, Exception? inner = null) : Exception(message, inner);
