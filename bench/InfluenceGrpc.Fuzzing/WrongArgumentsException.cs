namespace InfluenceGrpc.Fuzzing;

/// <summary>What was typed makes no sense.</summary>
/// <param name="message">What is wrong, for people.</param>
internal sealed class WrongArgumentsException(string message) : Exception(message);
