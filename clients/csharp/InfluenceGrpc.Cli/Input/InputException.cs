namespace InfluenceGrpc.Cli.Input;

/// <summary>The input, the output or the arguments cannot be used; the message tells the user what to do.</summary>
internal sealed class InputException(string message) : Exception(message);
