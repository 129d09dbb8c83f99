namespace InfluenceGrpc.Cli.Input;

/// <summary>The input, the output or the arguments cannot be used; the message tells the user what to do.</summary>
/// <param name="message">One line.</param>
/// <param name="details">Lines below it: each fault, where there are several.</param>
internal sealed class InputException(string message, params IReadOnlyList<string> details) : Exception(message)
{
    public IReadOnlyList<string> Details => details;
}
