using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Output;

/// <summary>What a job writes, and how it tells what came of it.</summary>
internal sealed record JobOutput
{
    /// <summary>Path of the results; "-" for standard output, null for none.</summary>
    public string? File { get; init; }

    /// <summary>Path of the rows that were left out or failed; null for none.</summary>
    public string? BadRows { get; init; }

    /// <summary>Whether to tell how far the work is.</summary>
    public bool Progress { get; init; }

    /// <summary>Whether a row that was bad or failed makes the job fail.</summary>
    public bool Strict { get; init; }

    /// <summary>In which form it tells what came of it.</summary>
    public OutputForm Form { get; init; }

    /// <summary>The files, and the options that name them.</summary>
    public (string? Path, string Option)[] Paths => [(File, "--out"), (BadRows, "--bad-rows")];

    /// <summary>Tells what came of it, on standard error where the results take standard output.</summary>
    public void Tell(Terminal terminal, Telling telling)
    {
        if (File == InputFile.Standard)
        {
            telling.Tell(terminal.Error, Form, () => Ink.Plainly(terminal.Error));
        }
        else
        {
            telling.Tell(terminal, Form);
        }
    }

    /// <param name="wereRefused">Whether the server refused any rows.</param>
    /// <param name="hadFaults">Whether any rows were bad or failed.</param>
    public int ExitCode(bool wereRefused, bool hadFaults) => (wereRefused, hadFaults && Strict) switch
    {
        (true, _) => ExitCodes.Refused,
        (_, true) => ExitCodes.RowsFailed,
        _ => ExitCodes.Success,
    };
}
