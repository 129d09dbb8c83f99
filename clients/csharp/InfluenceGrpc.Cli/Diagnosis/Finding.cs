using System.Text.Json.Nodes;

namespace InfluenceGrpc.Cli.Diagnosis;

/// <summary>What one check found.</summary>
/// <param name="Check">Name of the check, which stays.</param>
/// <param name="State">How it ended.</param>
/// <param name="Found">What was found, for people.</param>
/// <param name="ToDo">What to do next; null where there is nothing to do.</param>
/// <param name="ExitCode">What the program returns for it; <see cref="ExitCodes.Success"/> where it did not fail.</param>
internal sealed record Finding(string Check, FindingState State, string Found, string? ToDo, int ExitCode)
{
    /// <summary>The same as figures, for programs; names stay.</summary>
    public JsonObject Figures { get; init; } = [];

    public static Finding Ok(string check, string found) => new(check, FindingState.Ok, found, ToDo: null, ExitCodes.Success);

    public static Finding Note(string check, string found, string toDo) => new(check, FindingState.Note, found, toDo, ExitCodes.Success);

    public static Finding Failed(string check, string found, string toDo, int exitCode) => new(check, FindingState.Failed, found, toDo, exitCode);

    public static Finding Skipped(string check, string why) => new(check, FindingState.Skipped, why, ToDo: null, ExitCodes.Success);
}
