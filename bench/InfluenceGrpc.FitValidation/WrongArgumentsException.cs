namespace InfluenceGrpc.FitValidation;

/// <summary>What was typed makes no sense, whatever the files hold.</summary>
/// <param name="message">What is wrong, for people.</param>
internal sealed class WrongArgumentsException(string message) : Exception(message);
