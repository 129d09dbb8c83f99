namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>What faults of files are to be: there where nothing was read, and told in words.</summary>
internal static class FaultyFaults
{
    /// <summary>What is wrong with how a file was refused; null where nothing is.</summary>
    /// <param name="isRefused">Whether nothing came of the file.</param>
    /// <param name="told">What was said of it.</param>
    public static string? Of(bool isRefused, IReadOnlyCollection<string> told) =>
        told.Any(string.IsNullOrWhiteSpace) ? "a fault without a message"
        : isRefused && told.Count == 0 ? "refused without a word"
        : !isRefused && told.Count > 0 ? "read, and faulty all the same"
        : null;
}
