using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli;

/// <summary>Which server to ask.</summary>
internal static class ServerAddress
{
    public const string Variable = "INFLUENCE_SERVER";
    public const string Default = "http://127.0.0.1:5090";

    public static string Of(string? stated, Terminal terminal) =>
        stated ?? (terminal.Variable(Variable) is { Length: > 0 } variable ? variable : Default);

    public static InfluenceClient Connect(string address)
    {
        try
        {
            return InfluenceClient.Connect(address);
        }
        catch (ArgumentException fault)
        {
            throw new InputException(
                $"'{address}' is not a server's address; it looks like {Default}, several with commas between them, or dns:///NAME:PORT.",
                fault.Message);
        }
    }
}
