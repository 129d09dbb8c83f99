using System.Text;

namespace InfluenceGrpc.Cli;

/// <summary>Where the program reads and writes, and what can be shown there.</summary>
internal sealed record Terminal
{
    public required Func<Stream> OpenInput { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>For --out -: the bytes of standard output.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>Whether somebody can answer a question.</summary>
    public bool InputIsTerminal { get; init; }

    public bool OutputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Colours and bars of blocks; without, plain ASCII.</summary>
    public bool Colours { get; init; }

    /// <summary>Characters in a line of standard output; null where it is no terminal, so that lines may have any length.</summary>
    public int? Width { get; init; }

    public Func<string, string?> Variable { get; init; } = _ => null;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The one that the process was started in. NO_COLOR (no-color.org) and TERM=dumb are heeded.</summary>
    public static Terminal OfProcess()
    {
        var dumb = Environment.GetEnvironmentVariable("TERM") == "dumb"
            || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        if (!Console.IsOutputRedirected)
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        return new Terminal
        {
            OpenInput = Console.OpenStandardInput,
            OpenOutput = Console.OpenStandardOutput,
            Output = Console.Out,
            Error = Console.Error,
            InputIsTerminal = !Console.IsInputRedirected,
            OutputIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected && !dumb,
            Colours = !Console.IsOutputRedirected && !dumb,
            Width = Console.IsOutputRedirected ? null : WidthOfConsole(),
            Variable = Environment.GetEnvironmentVariable,
        };
    }

    // A terminal that does not tell has none; lines are not wrapped there.
    private static int? WidthOfConsole()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
